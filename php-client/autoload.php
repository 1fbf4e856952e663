<?php

declare(strict_types=1);

// Loads the classes of this package where Composer's autoloader is not in use.
spl_autoload_register(static function (string $class): void {
    if (strncmp($class, 'Holdfast\\Session\\', 17) !== 0) {
        return;
    }
    $name = strtr(substr($class, 17), '\\', '/');
    // Without a look whether the file is there: that would cost a system call for each class of each request.
    @include strncmp($name, 'Tests/', 6) === 0
        ? __DIR__ . '/tests/' . substr($name, 6) . '.php'
        : __DIR__ . '/src/' . $name . '.php';
});
