<?php

declare(strict_types=1);

namespace Holdfast\Session\Testing;

use Holdfast\Session\Duration;

/**
 * The time by which the in-memory service lives.
 */
interface Clock
{
    /** Milliseconds since 1970, UTC. */
    public function nowMillis(): int;

    /** Lets time go by. */
    public function pass(Duration $duration): void;
}
