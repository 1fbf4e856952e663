<?php

declare(strict_types=1);

// Another writer saves or ends the session while this page is about to give it a new id.
use Holdfast\Session\RestSessionClient;
use Holdfast\Session\SavePath;
use Holdfast\Session\SessionKey;
use Holdfast\Session\Write;

session_start();
$_SESSION['count'] = 'overwritten';
$client = new RestSessionClient(SavePath::parse((string) ini_get('session.save_path')));
$key = SessionKey::ofSessionId((string) session_id());
isset($_GET['save']) ? $client->save($key, new Write('|php|count|i:99;')) : $client->end($key);
session_regenerate_id();
