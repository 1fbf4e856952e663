<?php

/*
 * The page of ./dev bench php: about 1 KB of session, changed by every request.
 */

declare(strict_types=1);

if (getenv('SESSIONS') === 'without') {
    exit('page 0');
}
// A session that is not saved is told by a warning only; here it must not pass for a page.
set_error_handler(static function (int $level, string $message): bool {
    return (error_reporting() & $level) === 0 ? true : throw new ErrorException($message);
});
session_start();
$_SESSION['filler'] ??= str_repeat('x', 1024);
$_SESSION['pages'] = ($_SESSION['pages'] ?? 0) + 1;
session_write_close();
echo 'page ', $_SESSION['pages'];
