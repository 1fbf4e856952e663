<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * Which function of PHP has called the save handler, where the handler is not told and has to know.
 *
 * The handler takes the trace itself: each frame between costs every page.
 *
 * @internal
 */
final class Caller
{
    /** Frames between the function of PHP and the handler, with the proxies of frameworks between. */
    public const DEPTH = 6;

    private const DECODERS = ['session_start' => 1, 'session_reset' => 1, 'session_decode' => 1];
    private const ENDERS = ['session_destroy' => 1, 'session_regenerate_id' => 1];

    /**
     * Whether session_regenerate_id() writes or destroys the session under its old id.
     *
     * @param list<array<string, mixed>> $trace
     */
    public static function regeneratesId(array $trace): bool
    {
        return self::function(['session_regenerate_id' => 1], $trace) !== null;
    }

    /**
     * Whether PHP destroys a session because it cannot decode it.
     *
     * @param list<array<string, mixed>> $trace
     */
    public static function readsDamagedData(array $trace): bool
    {
        $nearest = self::function(self::DECODERS + self::ENDERS, $trace);

        return isset(self::DECODERS[$nearest['function'] ?? '']);
    }

    /**
     * Whether the page gives the session back as soon as it is read.
     *
     * @param list<array<string, mixed>> $trace
     */
    public static function readsAndCloses(array $trace): bool
    {
        $options = self::function(['session_start' => 1], $trace)['args'][0] ?? null;

        return \is_array($options) && (bool) ($options['read_and_close'] ?? false);
    }

    /**
     * @param array<string, int> $names the keys
     * @param list<array<string, mixed>> $trace
     * @return array<string, mixed>|null the nearest frame of a global function that has one of these names
     */
    private static function function(array $names, array $trace): ?array
    {
        foreach ($trace as $frame) {
            if (isset($names[$frame['function']]) && !isset($frame['class'])) {
                return $frame;
            }
        }

        return null;
    }
}
