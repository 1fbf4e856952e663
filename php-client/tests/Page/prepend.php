<?php

declare(strict_types=1);

// The prepend file of the package, and for tests that ask for it no strict mode.
require __DIR__ . '/../../prepend.php';

if (($_GET['strict'] ?? '') === '0') {
    ini_set('session.use_strict_mode', '0');
}
if (isset($_GET['mode'])) {
    Holdfast\Session\Modes::choose(Holdfast\Session\Mode::from($_GET['mode']));
}
if (isset($_GET['record'])) {
    session_set_save_handler(
        new Holdfast\Session\Tests\Page\RecordingHandler(new Holdfast\Session\SessionHandler(), $_GET['record']),
        true
    );
}
