<?php

declare(strict_types=1);

namespace Holdfast\Session\Exception;

use Holdfast\Session\Problem;

/**
 * A call of the session service that did not do what it was asked.
 *
 * Its message is a sentence with the reason and the request id, by which the service's log finds the call; it
 * holds no session id, key or payload.
 */
abstract class SessionException extends \RuntimeException
{
    private const REFUSED = [RequestRefused::class, 'The session service refused the request'];
    private const NO_ANSWER = [SessionUnavailable::class, 'The session service could not answer'];

    /** The class and the sentence for each reason but those that refuse the request as such. */
    private const KINDS = [
        'SESSION_NOT_FOUND' => [SessionGone::class, 'There is no such session'],
        'SESSION_ENDED' => [SessionGone::class, 'The session was ended'],
        'SESSION_EXISTS' => [Conflict::class, 'There is a live session already'],
        'VERSION_MISMATCH' => [Conflict::class, 'Somebody else wrote the session since it was read'],
        'ALREADY_ROTATED' => [Conflict::class, 'The session moved to another key already'],
        'LOCK_HELD' => [LockHeld::class, 'Another request holds the lock of the session'],
        'LOCK_LOST' => [LockLost::class, 'The lock of the session was lost'],
        'PAYLOAD_TOO_LARGE' => [PayloadTooLarge::class, 'The session is too large'],
        'STORE_UNAVAILABLE' => self::NO_ANSWER,
        'SESSION_UNVERIFIED' => self::NO_ANSWER,
        'SESSION_LOST' => [SessionUnavailable::class, 'The session existed and its data is lost'],
        'OUTCOME_UNKNOWN' => self::NO_ANSWER,
        'DRAINING' => self::NO_ANSWER,
        'RATE_LIMITED' => self::NO_ANSWER,
        'INTERNAL' => self::NO_ANSWER,
        'NEEDS_DATABASE' => self::REFUSED,
    ];

    final protected function __construct(
        string $message,
        public readonly Problem $problem,
        public readonly string $requestId,
        ?\Throwable $previous = null,
    ) {
        parent::__construct("$message ({$problem->reason}, request $requestId)", $problem->status, $previous);
    }

    /** The exception that fits what the service said. */
    public static function of(Problem $problem, string $requestId): self
    {
        [$class, $sentence] = self::KINDS[$problem->reason]
            ?? ($problem->status < 500 ? self::REFUSED : self::NO_ANSWER);
        if ($problem->detail !== '') {
            $sentence .= ': ' . \rtrim($problem->detail, '.');
        }

        return new $class($sentence, $problem, $requestId);
    }
}
