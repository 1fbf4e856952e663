<?php

declare(strict_types=1);

// Sets a key, while other writers do what the query says: between the start and the save.
use Holdfast\Session\Merge\ThreeWayMerge;

session_start();
$_SESSION[$_GET['set']] = $_GET['to'] ?? 'here';
if (isset($_GET['rival'])) {
    file_get_contents($_GET['rival'], false, stream_context_create(['http' => [
        'header' => 'Cookie: PHPSESSID=' . session_id(),
    ]]));
}
if (isset($_GET['decide'])) {
    ThreeWayMerge::decideClashes(static fn (string $key, ?string ...$texts): string => serialize(
        $key . ':' . implode('+', array_map('unserialize', $texts))
    ));
}
session_write_close();
echo json_encode($_SESSION);
