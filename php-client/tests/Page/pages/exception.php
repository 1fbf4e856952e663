<?php

declare(strict_types=1);

session_start();
$_SESSION['count'] = 'exception';
throw new RuntimeException('thrown by the page');
