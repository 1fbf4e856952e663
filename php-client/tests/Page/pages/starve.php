<?php

declare(strict_types=1);

// Dies for want of memory while it reads a large session: the classes fit in, the session does not.
foreach (glob(__DIR__ . '/../../../src/{,Exception/,Transport/}*.php', GLOB_BRACE) as $source) {
    class_exists('Holdfast\\Session\\' . strtr(explode('/src/', substr($source, 0, -4))[1], '/', '\\'));
}
$filler = [];
$real = memory_get_usage(true);
while (memory_get_usage(true) === $real || memory_get_usage(true) - memory_get_usage() > 400_000) {
    $filler[] = random_bytes(50_000);
}
ini_set('memory_limit', (string) memory_get_usage(true));
session_start();
