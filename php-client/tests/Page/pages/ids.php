<?php

declare(strict_types=1);

session_start();
$_SESSION['made'] = session_create_id();
echo $_SESSION['made'];
