<?php

declare(strict_types=1);

session_start();
$before = session_id();
session_destroy();
session_start();
$_SESSION['fresh'] = true;
echo json_encode(['same' => session_id() === $before]);
