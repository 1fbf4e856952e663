<?php

/*
 * The page of ./dev fault php: counts its calls in the session, and tells when it began, had the session, and ended.
 *
 *   ?work=100   milliseconds between the start of the session and its save
 *   ?die        kills the worker while it has the session
 *   ?look       counts nothing
 */

declare(strict_types=1);

$began = hrtime(true);
// A session that is not saved is told by a warning only; here it must not pass for a page.
set_error_handler(static function (int $level, string $message): bool {
    return (error_reporting() & $level) === 0 ? true : throw new ErrorException($message);
});
$failure = null;
try {
    session_start();
    $had = hrtime(true);
    usleep(1000 * (int) ($_GET['work'] ?? 0));
    if (isset($_GET['die'])) {
        posix_kill(getmypid(), 9);
    }
    if (!isset($_GET['look'])) {
        $_SESSION['count'] = ($_SESSION['count'] ?? 0) + 1;
    }
    session_write_close();
} catch (Throwable $trouble) {
    $failure = $trouble->getMessage();
}
echo json_encode([
    'id' => session_id(),
    'count' => $_SESSION['count'] ?? 0,
    'failure' => $failure,
    'began' => $began,
    'had' => $had ?? null,
    'ended' => hrtime(true),
], JSON_THROW_ON_ERROR);
