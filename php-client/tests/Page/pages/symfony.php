<?php

declare(strict_types=1);

// A page of Symfony, with the session as its framework sets it up: `handler` says by which setting.
use Holdfast\Session\Bridge\SymfonyProxy;
use Holdfast\Session\SessionHandler;
use Symfony\Component\HttpFoundation\Session\Session;
use Symfony\Component\HttpFoundation\Session\Storage\NativeSessionStorage;

require '/usr/share/php/Symfony/Component/HttpFoundation/autoload.php';

if (($_GET['handler'] ?? '') === 'null') {
    ini_set('session.save_path', sys_get_temp_dir()); // As the framework does for its files.
}
$session = new Session(new NativeSessionStorage([], match ($_GET['handler'] ?? 'proxy') {
    'proxy' => SymfonyProxy::to((string) ini_get('session.save_path')),
    'handler' => SessionHandler::to((string) ini_get('session.save_path')),
    'null' => null,
}));
$session->start();
match ($_GET['do'] ?? 'count') {
    'count' => $session->set('count', $session->get('count', 0) + 1),
    'read' => null,
    'migrate' => $session->migrate(isset($_GET['destroy'])),
    'invalidate' => $session->invalidate(),
};
$all = $session->all();
$session->save();
echo json_encode($all);
