<?php

declare(strict_types=1);

require_once __DIR__ . '/../../../prepend.php';

if (session_id() === '') {
    session_start();
}
echo 'cron sees ', $_SESSION['count'] ?? 0;
