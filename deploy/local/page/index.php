<?php

/*
 * The sample page: counts a visitor's pages in $_SESSION, as any PHP page would.
 *
 *   /               for people
 *   /?format=json   one line for programs
 *   &look           shows the session without counting a page
 *   /?ready         answers without a session
 */

declare(strict_types=1);

require __DIR__ . '/visits.php';

header('Cache-Control: no-store');
if (isset($_GET['ready'])) {
    exit('ready');
}

try {
    $visits = isset($_GET['look']) ? look_at_visits() : count_visit();
} catch (Throwable $trouble) {
    // NGINX takes a 503 for "ask the other app server".
    http_response_code(503);
    header('Retry-After: 1');
    error_log('sample page: ' . $trouble->getMessage());
    exit('Your session cannot be reached just now. You are still logged in; please try again.');
}

$answer = [
    'visits' => $visits['count'],
    'visitor' => $visits['visitor'],
    'app_server' => $_SERVER['APP_SERVER'] ?? php_uname('n'),
    'replica' => serving_replica(),
];
if (($_GET['format'] ?? '') === 'json') {
    header('Content-Type: application/json');
    exit(json_encode($answer, JSON_THROW_ON_ERROR) . "\n");
}
header('Content-Type: text/html; charset=utf-8');
$shown = array_map(static fn (string|int $value): string => htmlspecialchars((string) $value), $answer);
?>
<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<title>Holdfast: visit <?= $shown['visits'] ?></title>
<h1>This is your visit number <?= $shown['visits'] ?></h1>
<p>Answered by app server <b><?= $shown['app_server'] ?></b>, session served by <b><?= $shown['replica'] ?></b>.</p>
<p>You are visitor <code><?= $shown['visitor'] ?></code>. Reload, or stop a server and reload: the count goes on.</p>
</html>
