<?php

declare(strict_types=1);

// Goes on when the session cannot be had.
try {
    session_start();
    echo 'started';
} catch (Holdfast\Session\Exception\SessionException $failure) {
    echo $failure::class, "\n", json_encode(session_status() === PHP_SESSION_NONE);
}
