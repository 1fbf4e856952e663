<?php

declare(strict_types=1);

namespace Holdfast\Session\Transport;

use Holdfast\Session\Apcu;

/**
 * The endpoints that failed a moment ago, which are tried last.
 *
 * With APCu the workers of a machine share this memory; without it, it ends with the PHP request.
 *
 * @internal
 */
final class FailedEndpoints
{
    private const SECONDS = 3;
    private const PREFIX = 'holdfast.failed.';

    /** @var array<string, int> when to forget, in nanoseconds of the monotonic clock, by name */
    private static array $until = [];

    public static function add(Endpoint $endpoint): void
    {
        self::$until[$endpoint->name] = \hrtime(true) + self::SECONDS * 1_000_000_000;
        if (Apcu::enabled()) {
            \apcu_store(self::PREFIX . $endpoint->name, true, self::SECONDS);
        }
    }

    public static function contains(Endpoint $endpoint): bool
    {
        $until = self::$until[$endpoint->name] ?? 0;

        return $until > \hrtime(true) || (Apcu::enabled() && \apcu_exists(self::PREFIX . $endpoint->name));
    }

    public static function clear(): void
    {
        foreach (\array_keys(self::$until) as $name) {
            if (Apcu::enabled()) {
                \apcu_delete(self::PREFIX . $name);
            }
        }
        self::$until = [];
    }
}
