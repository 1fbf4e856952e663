<?php

declare(strict_types=1);

session_start();
$_SESSION['count'] = 'changed';
session_reset();
echo json_encode($_SESSION);
