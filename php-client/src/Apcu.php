<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * Whether the workers of this machine share a memory.
 *
 * @internal
 */
final class Apcu
{
    public static function enabled(): bool
    {
        return \function_exists('apcu_enabled') && \apcu_enabled();
    }
}
