<?php

declare(strict_types=1);

// Another request writes the session while this one works on it.
use Holdfast\Session\RestSessionClient;
use Holdfast\Session\SavePath;
use Holdfast\Session\SessionKey;
use Holdfast\Session\UnsavedSessions;
use Holdfast\Session\Write;

session_start();
$other = new RestSessionClient(SavePath::parse((string) ini_get('session.save_path')));
$key = SessionKey::ofSessionId((string) session_id());
isset($_GET['end']) ? $other->end($key) : $other->save($key, new Write('count|i:99;'));
$_SESSION['count'] = 'overwritten';
session_write_close();
echo "\nconflicts: ", UnsavedSessions::conflicts();
