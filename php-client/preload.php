<?php

declare(strict_types=1);

// For opcache.preload: PHP workers start with the classes of this package, and no request has to load them.
$tree = new RecursiveDirectoryIterator(__DIR__ . '/src', FilesystemIterator::SKIP_DOTS);
foreach (new RecursiveIteratorIterator($tree) as $file) {
    if (!str_contains($file->getPathname(), '/Testing/')) {
        opcache_compile_file($file->getPathname());
    }
}
