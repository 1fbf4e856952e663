<?php

declare(strict_types=1);

// A shop: log in, put something into the basket, look at it, log out.
use Holdfast\Session\Merge\ThreeWayMerge;

ThreeWayMerge::decideClashes(static function (string $key, ?string ...$texts): ?string {
    [, $mine, $theirs] = array_map(
        static fn (?string $text): mixed => unserialize($text ?? 'N;', ['allowed_classes' => false]),
        $texts
    );

    return $key === 'basket' ? serialize(($mine ?? []) + ($theirs ?? [])) : serialize($mine);
});
session_start();
switch ($_GET['do']) {
    case 'login':
        session_regenerate_id(true);
        $_SESSION['user'] = $_GET['user'];
        break;
    case 'add':
        usleep(20_000);
        $_SESSION['basket'][$_GET['item']] = 1;
        break;
    case 'logout':
        $_SESSION = [];
        session_destroy();
        break;
}
echo json_encode($_SESSION);
