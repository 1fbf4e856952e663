<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * Which function of PHP has called the save handler, where the handler is not told and has to know.
 *
 * @internal
 */
final class Caller
{
    /** Frames between the function of PHP and the handler, with the proxies of frameworks between. */
    private const DEPTH = 8;

    private const DECODERS = ['session_start', 'session_reset', 'session_decode'];

    /** Whether session_regenerate_id() writes or destroys the session under its old id. */
    public static function regeneratesId(): bool
    {
        return self::function(['session_regenerate_id']) !== null;
    }

    /** Whether PHP destroys a session because it cannot decode it. */
    public static function readsDamagedData(): bool
    {
        $nearest = self::function([...self::DECODERS, 'session_destroy', 'session_regenerate_id']);

        return in_array($nearest['function'] ?? '', self::DECODERS, true);
    }

    /** Whether the page gives the session back as soon as it is read. */
    public static function readsAndCloses(): bool
    {
        $options = self::function(['session_start'], 0)['args'][0] ?? null;

        return is_array($options) && (bool) ($options['read_and_close'] ?? false);
    }

    /**
     * @param list<string> $names
     * @return array<string, mixed>|null the nearest frame of a global function that has one of these names
     */
    private static function function(array $names, int $options = DEBUG_BACKTRACE_IGNORE_ARGS): ?array
    {
        foreach (debug_backtrace($options, self::DEPTH) as $frame) {
            if (!isset($frame['class']) && in_array($frame['function'], $names, true)) {
                return $frame;
            }
        }

        return null;
    }
}
