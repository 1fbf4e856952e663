<?php

declare(strict_types=1);

session_start();
$_SESSION['count'] = 'exit';
exit('left');
