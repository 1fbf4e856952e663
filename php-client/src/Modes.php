<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * Which mode a page runs in: what it chose itself, else what its path says, else the default.
 */
final class Modes
{
    private static ?Mode $chosen = null;

    /**
     * @param Mode|null $withoutLock what a page does that cannot have the lock in time; null: session_start() fails
     * @param array<string, Mode> $paths by pattern of the path, as fnmatch() takes it; the first that fits decides
     * @param bool $dropWrites whether a save of a read-only page is left out silently, instead of with a warning
     */
    public function __construct(
        public readonly Mode $default = Mode::Exclusive,
        public readonly ?Mode $withoutLock = null,
        public readonly array $paths = [],
        public readonly bool $dropWrites = false,
    ) {
    }

    /**
     * Sets the mode of the sessions that this PHP request starts from now on; null for what the settings say.
     *
     * session_start() with read_and_close needs no call: it is read-only.
     */
    public static function choose(?Mode $mode): void
    {
        self::$chosen = $mode;
    }

    /**
     * The mode of the sessions that this PHP request starts now; null for exclusive where nobody said anything.
     *
     * @param Modes|null $modes what the settings say; null for the defaults
     */
    public static function ofRequest(?self $modes): ?Mode
    {
        return self::$chosen ?? $modes?->configured();
    }

    private function configured(): Mode
    {
        return $this->paths === [] ? $this->default : $this->of(RequestPath::current());
    }

    private function of(string $path): Mode
    {
        foreach ($this->paths as $pattern => $mode) {
            if (\fnmatch($pattern, $path)) {
                return $mode;
            }
        }

        return $this->default;
    }
}
