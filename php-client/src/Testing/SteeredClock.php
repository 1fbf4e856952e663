<?php

declare(strict_types=1);

namespace Holdfast\Session\Testing;

use Holdfast\Session\Duration;

/**
 * A clock that moves when it is told to, and never else.
 */
final class SteeredClock implements Clock
{
    public function __construct(private int $nowMillis = 1_767_225_600_000)
    {
    }

    public function nowMillis(): int
    {
        return $this->nowMillis;
    }

    public function pass(Duration $duration): void
    {
        $this->nowMillis += $duration->millis;
    }
}
