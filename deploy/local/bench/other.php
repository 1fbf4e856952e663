<?php

/*
 * The pages whose round trips ./dev bench php counts beside those of page.php, whose session they share.
 */

declare(strict_types=1);

use Holdfast\Session\Mode;
use Holdfast\Session\Modes;

// A session that is not saved is told by a warning only; here it must not pass for a page.
set_error_handler(static function (int $level, string $message): bool {
    return (error_reporting() & $level) === 0 ? true : throw new ErrorException($message);
});
$kind = $_SERVER['KIND'];
if ($kind === 'read-only') {
    Modes::choose(Mode::ReadOnly);
}
session_start();
if ($kind === 'new-id') {
    session_regenerate_id();
    $_SESSION['pages']++;
}
session_write_close();
echo 'page ', $_SESSION['pages'] ?? 0;
