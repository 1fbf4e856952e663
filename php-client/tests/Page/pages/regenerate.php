<?php

declare(strict_types=1);

session_start();
$_SESSION['before'] = true;
session_regenerate_id(isset($_GET['delete']));
$_SESSION['after'] = true;
echo session_id();
