<?php

declare(strict_types=1);

namespace Holdfast\Session\Exception;

use Holdfast\Session\Problem;
use Holdfast\Session\Transport\BrokenExchange;

/**
 * No definite answer: nobody knows whether the session exists, or whether the write was applied.
 *
 * It never means that there is no session.
 */
final class SessionUnavailable extends SessionException
{
    /**
     * No endpoint answered in time.
     *
     * @param bool $unknown whether one of them may have applied the request
     */
    public static function noEndpointAnswered(
        int $endpoints,
        bool $unknown,
        string $requestId,
        ?\Throwable $last,
    ): self {
        $why = $last === null ? '' : ': ' . $last->getMessage();
        $outcome = $unknown ? Problem::UNKNOWN : Problem::NOT_APPLIED;

        return new self(
            "None of $endpoints session endpoints gave an answer$why",
            new Problem('NO_ANSWER', 0, $outcome, true),
            $requestId,
            $last,
        );
    }

    /** Whether the last attempt was answered by the service, which could not do it: it may do something else. */
    public function isAnswered(): bool
    {
        $last = $this->getPrevious();

        return $last === null
            ? $this->problem->reason !== 'UNEXPECTED_ANSWER'
            : $last instanceof BrokenExchange && $last->refused;
    }

    /** An answer that is not of this protocol, by something that stands between or is not the service. */
    public static function unexpectedAnswer(int $status, string $expected, string $requestId): self
    {
        return new self(
            "The session endpoint answered $status (expected: $expected)",
            new Problem('UNEXPECTED_ANSWER', $status, Problem::UNKNOWN),
            $requestId,
        );
    }
}
