<?php

declare(strict_types=1);

// What APCu offers, for a test process in which the extension is not loaded.

if (!function_exists('apcu_enabled')) {
    function apcu_enabled(): bool
    {
        return $GLOBALS['apcu_enabled'] ?? true;
    }

    function apcu_store(string $key, mixed $value, int $ttl = 0): bool
    {
        $GLOBALS['apcu_entries'][$key] = $value;

        return true;
    }

    function apcu_exists(string $key): bool
    {
        return isset($GLOBALS['apcu_entries'][$key]);
    }

    function apcu_fetch(string $key): mixed
    {
        return $GLOBALS['apcu_entries'][$key] ?? false;
    }

    function apcu_inc(string $key): int
    {
        return $GLOBALS['apcu_entries'][$key] = ($GLOBALS['apcu_entries'][$key] ?? 0) + 1;
    }

    function apcu_delete(string $key): bool
    {
        unset($GLOBALS['apcu_entries'][$key]);

        return true;
    }
}
