<?php

declare(strict_types=1);

// For auto_prepend_file: keeps the sessions of an unchanged application in the session service.
require_once __DIR__ . '/autoload.php';

Holdfast\Session\Installation::install();
