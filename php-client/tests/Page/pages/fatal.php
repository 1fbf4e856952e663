<?php

declare(strict_types=1);

session_start();
$_SESSION['count'] = 'fatal';
$_SESSION['size'] = strlen(str_repeat('x', 1 << 30));
