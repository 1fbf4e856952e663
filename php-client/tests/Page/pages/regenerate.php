<?php

declare(strict_types=1);

session_start();
$_SESSION['before'] = true;
session_regenerate_id(isset($_GET['delete']));
if (isset($_GET['twice'])) {
    session_regenerate_id(isset($_GET['delete']));
}
if (!isset($_GET['unchanged'])) {
    $_SESSION['after'] = true;
} else {
    unset($_SESSION['before']);
}
echo session_id();
