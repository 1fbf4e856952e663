<?php

declare(strict_types=1);

namespace Holdfast\Session\Transport;

/**
 * A request without an answer that is provably its own.
 *
 * @internal
 */
final class BrokenExchange extends \RuntimeException
{
    /**
     * @param bool $unknown whether the service may have got the request
     * @param bool $staleSocket whether an old connection may be all that was wrong
     * @param bool $refused whether the service itself has answered, and could not do it now
     */
    private function __construct(
        string $message,
        public readonly bool $unknown,
        public readonly bool $staleSocket = false,
        public readonly bool $refused = false,
    ) {
        parent::__construct($message);
    }

    /** @param bool $unknown whether the request was sent before, over an older connection */
    public static function noConnection(string $endpoint, string $why, bool $unknown): self
    {
        return new self("$endpoint: no connection ($why)", $unknown);
    }

    public static function timedOut(string $endpoint, string $when): self
    {
        return new self("$endpoint: no answer in time ($when)", true);
    }

    public static function closed(string $endpoint, bool $answerBegan): self
    {
        $when = $answerBegan ? 'within the answer' : 'before the answer';

        return new self("$endpoint: connection closed $when", true, !$answerBegan);
    }

    public static function malformed(string $endpoint, string $found, string $expected): self
    {
        return new self("$endpoint: $found (expected: $expected)", true);
    }

    public static function foreignAnswer(string $endpoint): self
    {
        return new self("$endpoint: the answer is not to this request (Session-Request differs)", true, true);
    }

    public static function bareError(string $endpoint, int $status): self
    {
        return new self("$endpoint: $status without a reason of the session service", true);
    }

    public static function refused(string $endpoint, string $reason, bool $unknown): self
    {
        return new self("$endpoint: $reason", $unknown, false, true);
    }
}
