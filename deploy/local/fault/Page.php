<?php

declare(strict_types=1);

namespace Holdfast\Local\Fault;

/**
 * What one page of the lab answered; times in nanoseconds of one clock.
 */
final class Page
{
    public function __construct(
        public readonly string $id,
        public readonly int $count,
        public readonly ?string $failure,
        public readonly int $began,
        public readonly int $had,
        public readonly int $ended,
    ) {
    }

    /**
     * @param string $answer of FastCGI, headers and body
     * @param int|null $begun when it was asked for, if that is known
     */
    public static function of(string $answer, ?int $begun = null): self
    {
        $told = json_decode((string) strstr($answer, '{'), true);
        if (!is_array($told)) {
            $now = hrtime(true);

            return new self('', 0, 'no answer', $begun ?? $now, $now, $now);
        }

        return new self(
            (string) $told['id'],
            (int) $told['count'],
            $told['failure'],
            $told['began'],
            $told['had'] ?? $told['ended'],
            $told['ended'],
        );
    }

    /** In seconds. */
    public function took(): float
    {
        return ($this->ended - $this->began) / 1e9;
    }

    /** How long session_start() took, in seconds. */
    public function waited(): float
    {
        return ($this->had - $this->began) / 1e9;
    }
}
