<?php

declare(strict_types=1);

namespace Holdfast\Session;

use Holdfast\Session\Exception\Conflict;
use Holdfast\Session\Exception\SessionException;
use Holdfast\Session\Exception\SessionGone;

/**
 * Counts the saves that were not made: since the machine's PHP started with APCu, without it in this PHP request.
 */
final class UnsavedSessions
{
    private const CONFLICTS = 'holdfast.unsaved.conflicts';
    private const FAILURES = 'holdfast.unsaved.failures';

    /** @var array<string, int> */
    private static array $counts = [];

    public static function count(SessionException $failure): void
    {
        $name = $failure instanceof Conflict || $failure instanceof SessionGone ? self::CONFLICTS : self::FAILURES;
        self::$counts[$name] = (self::$counts[$name] ?? 0) + 1;
        if (Apcu::enabled()) {
            \apcu_inc($name);
        }
    }

    /** Saves that met a newer version, or the end of the session. */
    public static function conflicts(): int
    {
        return self::counted(self::CONFLICTS);
    }

    /** Saves that failed for another reason, above all because the service did not answer. */
    public static function failures(): int
    {
        return self::counted(self::FAILURES);
    }

    private static function counted(string $name): int
    {
        $shared = Apcu::enabled() ? \apcu_fetch($name) : false;

        return \is_int($shared) ? $shared : self::$counts[$name] ?? 0;
    }
}
