<?php

declare(strict_types=1);

session_start();
$_SESSION['first'] = true;
session_write_close();
session_start();
$_SESSION['second'] = true;
echo json_encode($_SESSION);
