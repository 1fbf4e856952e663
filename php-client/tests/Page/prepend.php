<?php

declare(strict_types=1);

// The prepend file of the package, and for tests that ask for it no strict mode.
require __DIR__ . '/../../prepend.php';

if (($_GET['strict'] ?? '') === '0') {
    ini_set('session.use_strict_mode', '0');
}
if (isset($_GET['mode'])) {
    Holdfast\Session\SessionHandler::choose(Holdfast\Session\Mode::from($_GET['mode']));
}
