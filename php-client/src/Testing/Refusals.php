<?php

declare(strict_types=1);

namespace Holdfast\Session\Testing;

use Holdfast\Session\Exception\SessionException;
use Holdfast\Session\Problem;

/**
 * The refusals of the in-memory service, as the real one words them.
 *
 * @internal
 */
final class Refusals
{
    private static int $requests = 0;

    public static function invalid(string $detail): SessionException
    {
        return self::of(new Problem('INVALID_ARGUMENT', 400, detail: $detail));
    }

    public static function unauthenticated(): SessionException
    {
        return self::of(new Problem('UNAUTHENTICATED', 401));
    }

    public static function denied(): SessionException
    {
        return self::of(new Problem('PERMISSION_DENIED', 403));
    }

    /** @param bool $conditional whether the request named a version */
    public static function notFound(bool $conditional = false): SessionException
    {
        return self::of(new Problem('SESSION_NOT_FOUND', $conditional ? 412 : 404));
    }

    /** @param string|null $base the version that the request named */
    public static function ended(Record $record, ?string $base = null): SessionException
    {
        return self::of(new Problem('SESSION_ENDED', 410, self::outcome($record, $base)));
    }

    public static function exists(Record $record): SessionException
    {
        return self::stale('SESSION_EXISTS', $record, null);
    }

    public static function versionMismatch(Record $record, string $base): SessionException
    {
        return self::stale('VERSION_MISMATCH', $record, $base);
    }

    public static function needsDatabase(): SessionException
    {
        return self::of(new Problem('NEEDS_DATABASE', 501));
    }

    public static function conditionRequired(): SessionException
    {
        return self::of(new Problem('CONDITION_REQUIRED', 428));
    }

    public static function alreadyRotated(): SessionException
    {
        return self::of(new Problem('ALREADY_ROTATED', 409));
    }

    public static function lockHeld(int $millis): SessionException
    {
        return self::of(new Problem('LOCK_HELD', 423, retryable: true, retryAfterMillis: $millis));
    }

    public static function lockLost(): SessionException
    {
        return self::of(new Problem('LOCK_LOST', 409));
    }

    public static function tooLarge(int $bytes, int $limit): SessionException
    {
        return self::of(new Problem('PAYLOAD_TOO_LARGE', 413, detail: "payload: $bytes bytes (expected: <= $limit)"));
    }

    private static function stale(string $reason, Record $record, ?string $base): SessionException
    {
        $outcome = self::outcome($record, $base);

        return self::of(new Problem($reason, 412, $outcome, currentEtag: $record->etag()));
    }

    /** Nobody knows whether a write was applied once it may have left the list of the last writes. */
    private static function outcome(Record $record, ?string $base): string
    {
        return $record->remembersSince($base) ? Problem::NOT_APPLIED : Problem::UNKNOWN;
    }

    private static function of(Problem $problem): SessionException
    {
        return SessionException::of($problem, 'in-memory-' . ++self::$requests);
    }
}
