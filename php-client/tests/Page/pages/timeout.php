<?php

declare(strict_types=1);

session_start();
$_SESSION['count'] = 'timeout';
set_time_limit(1);
while (true) {
    md5('x');
}
