<?php

declare(strict_types=1);

$asked = [];
spl_autoload_register(static function (string $class) use (&$asked): void {
    $asked[] = $class;
}, true, true);
session_start();
$_SESSION['count'] = ($_SESSION['count'] ?? 0) + 1;
session_write_close();
echo json_encode($asked);
