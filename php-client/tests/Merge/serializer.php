<?php

declare(strict_types=1);

// Writes each session that it gets as PHP stores it, and reads each stored text; ends with its input.
use Holdfast\Session\Tests\Merge\NoSessions;

require __DIR__ . '/../../autoload.php';

ini_set('session.use_cookies', '0');
ini_set('session.cache_limiter', '');
session_set_save_handler(new NoSessions(), false);
session_start();
while (($line = fgets(STDIN)) !== false) {
    $question = unserialize(base64_decode($line));
    if (is_array($question)) {
        $_SESSION = $question;
        $answer = (string) session_encode();
    } else {
        $_SESSION = [];
        $answer = $question === '' || session_decode($question) ? $_SESSION : false;
    }
    echo base64_encode(serialize($answer)), "\n";
    if (session_status() !== PHP_SESSION_ACTIVE) {
        exit(1);
    }
}
session_abort();
