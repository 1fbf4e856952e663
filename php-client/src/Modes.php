<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * Which mode a page runs in: what it chose itself, else what its path says, else the default.
 */
final class Modes
{
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

    /** @param string $uri of the request, such as `/feed/new?page=2`; empty where there is none */
    public function of(string $uri): Mode
    {
        $path = substr($uri, 0, strcspn($uri, '?'));
        foreach ($this->paths as $pattern => $mode) {
            if (fnmatch($pattern, $path)) {
                return $mode;
            }
        }

        return $this->default;
    }
}
