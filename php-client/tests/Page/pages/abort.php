<?php

declare(strict_types=1);

session_start();
$_SESSION['count'] = 'never stored';
session_abort();
echo 'aborted';
