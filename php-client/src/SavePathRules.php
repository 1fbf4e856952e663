<?php

declare(strict_types=1);

namespace Holdfast\Session;

use Holdfast\Session\Exception\InvalidOptions;

/**
 * The options of `session.save_path` that say how the save handler works.
 *
 * @internal
 */
final class SavePathRules
{
    private const PATHS = [
        'exclusive_paths' => Mode::Exclusive,
        'read_only_paths' => Mode::ReadOnly,
        'optimistic_paths' => Mode::Optimistic,
    ];

    /**
     * @param array<string, string> $told
     * @throws InvalidOptions
     */
    public static function of(array $told): Rules
    {
        return new Rules(
            new LockTerms(
                SavePath::duration($told, 'wait', 0, 30_000),
                SavePath::duration($told, 'lease', 1, 60_000),
            ),
            new Modes(
                Mode::from(self::choice($told, 'mode', ['exclusive', 'read-only', 'optimistic'])),
                Mode::tryFrom(self::choice($told, 'without_lock', ['fail', 'read-only', 'optimistic'])),
                self::paths($told),
                self::choice($told, 'read_only_saves', ['warn', 'drop']) === 'drop',
            ),
            SavePath::duration($told, 'grace', 0, 300_000),
            self::route($told['route'] ?? null),
            SavePath::duration($told, 'local_copy', 1000, 86_400_000),
        );
    }

    /**
     * @param array<string, string> $told
     * @param non-empty-list<string> $allowed the first is the default
     */
    private static function choice(array $told, string $name, array $allowed): string
    {
        $value = $told[$name] ?? $allowed[0];
        if (!\in_array($value, $allowed, true)) {
            throw InvalidOptions::value($name, $value, \implode(', ', $allowed));
        }

        return $value;
    }

    /**
     * @param array<string, string> $told
     * @return array<string, Mode>
     */
    private static function paths(array $told): array
    {
        $modes = [];
        foreach (self::PATHS as $name => $mode) {
            foreach (isset($told[$name]) ? \explode(',', $told[$name]) : [] as $pattern) {
                if ($pattern === '' || ($pattern[0] !== '/' && $pattern[0] !== '*')) {
                    throw InvalidOptions::value($name, $told[$name], 'patterns such as /feed/*, with commas between');
                }
                $modes[$pattern] ??= $mode;
            }
        }

        return $modes;
    }

    private static function route(?string $value): ?string
    {
        if ($value !== null && \preg_match('/^[a-z0-9]{1,8}$/D', $value) !== 1) {
            throw InvalidOptions::value('route', $value, '1 to 8 of a-z 0-9');
        }

        return $value;
    }
}
