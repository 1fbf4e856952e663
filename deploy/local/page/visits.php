<?php

/*
 * The visits of one visitor, in $_SESSION.
 */

declare(strict_types=1);

/**
 * Counts a visit and saves it before anything is shown: what a visitor has seen is kept.
 *
 * @return array{visitor: string, count: int}
 */
function count_visit(): array
{
    return with_session(static function (): void {
        $_SESSION['visitor'] ??= bin2hex(random_bytes(8));
        $_SESSION['count'] = ($_SESSION['count'] ?? 0) + 1;
    });
}

/** @return array{visitor: string, count: int} */
function look_at_visits(): array
{
    return with_session(static function (): void {
    });
}

/**
 * session_write_close() tells of a failed save by a warning only, so warnings are exceptions here.
 *
 * @return array{visitor: string, count: int}
 */
function with_session(callable $change): array
{
    set_error_handler(static function (int $level, string $message, string $file, int $line): bool {
        if ((error_reporting() & $level) === 0) {
            return true; // Silenced with @ where it arose.
        }
        throw new ErrorException($message, 0, $level, $file, $line);
    });
    session_start();
    $change();
    session_write_close();
    restore_error_handler();

    return ['visitor' => $_SESSION['visitor'] ?? '', 'count' => $_SESSION['count'] ?? 0];
}

/** The replica that served this page's session. */
function serving_replica(): string
{
    return \Holdfast\Session\RestSessionClient::lastReplica() ?? 'unknown';
}
