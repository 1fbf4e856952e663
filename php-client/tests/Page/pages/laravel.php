<?php

declare(strict_types=1);

// A page of Laravel that dies between the read and the write: nothing closes the session.
use Holdfast\Session\Bridge\LaravelHandler;

$handler = LaravelHandler::to((string) ini_get('session.save_path'));
$handler->read('ufnqBvOTVP6XjmD1GWgmWvHTWZ9L6vZWyTUHVYqM');
exit('left');
