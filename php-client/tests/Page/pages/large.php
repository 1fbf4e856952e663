<?php

declare(strict_types=1);

session_start();
$_SESSION['large'] = str_repeat('x', 990_000);
