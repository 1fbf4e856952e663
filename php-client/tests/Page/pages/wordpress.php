<?php

declare(strict_types=1);

// WordPress without access to php.ini: wp-config.php loads the package, a plugin starts the session, and the page asks
// its own site for another page before it ends.
require_once __DIR__ . '/../../../prepend.php';

if (session_id() === '') {
    session_start();
}
$_SESSION['count'] = ($_SESSION['count'] ?? 0) + 1;
$own = "http://127.0.0.1:{$_GET['site']}/wp-cron.php";
$cookie = ['http' => ['header' => 'Cookie: PHPSESSID=' . session_id(), 'ignore_errors' => true]];
echo file_get_contents($own, false, stream_context_create($cookie)), ' ', $_SESSION['count'];
