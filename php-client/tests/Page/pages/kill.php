<?php

declare(strict_types=1);

// Dies while it holds the lock, as a worker does that the kernel kills.
session_start();
$_SESSION['count'] = 'never stored';
posix_kill(getmypid(), 9);
