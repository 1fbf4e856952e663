<?php

declare(strict_types=1);

// For opcache.preload: every worker begins with the classes in place, so no page has to look for them.
require_once __DIR__ . '/autoload.php';

$files = new RegexIterator(
    new RecursiveIteratorIterator(new RecursiveDirectoryIterator(__DIR__ . '/src', FilesystemIterator::SKIP_DOTS)),
    '~^(?!.*/(?:Testing/|Bridge/|RequestPath\.)).*\.php$~'
);
foreach ($files as $file) {
    require_once (string) $file;
}
