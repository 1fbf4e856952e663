<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * Why the service did not do what it was asked, in its own words.
 */
final class Problem
{
    public const APPLIED = 'applied';
    public const NOT_APPLIED = 'not-applied';
    public const UNKNOWN = 'unknown';

    /** Reasons that the service judges after it has looked for the operation id: no earlier attempt was applied. */
    private const OF_WRITES = [
        'SESSION_NOT_FOUND', 'SESSION_ENDED', 'SESSION_EXISTS', 'VERSION_MISMATCH', 'ALREADY_ROTATED',
    ];

    /**
     * @param string $reason such as `VERSION_MISMATCH`
     * @param int $status of HTTP
     * @param string $outcome APPLIED, NOT_APPLIED or UNKNOWN
     * @param int|null $retryAfterMillis when a held lock may be worth another try
     */
    public function __construct(
        public readonly string $reason,
        public readonly int $status,
        public readonly string $outcome = self::NOT_APPLIED,
        public readonly bool $retryable = false,
        public readonly string $detail = '',
        public readonly ?string $currentEtag = null,
        public readonly ?int $retryAfterMillis = null,
    ) {
    }

    /** Reads a problem+json body; null when it is not one of the service's own. */
    public static function parse(int $status, string $body, ?int $retryAfterMillis = null): ?self
    {
        $told = \json_decode($body, true);
        if (!\is_array($told) || !\is_string($told['reason'] ?? null)) {
            return null;
        }
        $outcome = $told['outcome'] ?? null;
        $detail = $told['detail'] ?? null;
        $etag = $told['current_etag'] ?? null;

        return new self(
            $told['reason'],
            $status,
            \is_string($outcome) ? $outcome : self::UNKNOWN,
            ($told['retryable'] ?? null) === true,
            \is_string($detail) ? $detail : '',
            \is_string($etag) ? $etag : null,
            $retryAfterMillis,
        );
    }

    /**
     * What it says about a call of which the service may have applied an earlier attempt.
     *
     * A refusal at the door knows nothing of that attempt, which may have passed it; nor does one of a lock, which
     * may be lost because that attempt has freed it.
     */
    public function afterUnknown(): self
    {
        if ($this->outcome !== self::NOT_APPLIED || \in_array($this->reason, self::OF_WRITES, true)) {
            return $this;
        }

        return new self(
            $this->reason,
            $this->status,
            self::UNKNOWN,
            $this->retryable,
            $this->detail,
            $this->currentEtag,
            $this->retryAfterMillis,
        );
    }
}
