<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Service;

use Holdfast\Session\Duration;
use Holdfast\Session\Testing\Clock;

/**
 * The machine's clock, moved forward as far as the tests told.
 */
final class OffsetClock implements Clock
{
    private int $offsetMillis = 0;

    public function nowMillis(): int
    {
        return (int) (microtime(true) * 1000) + $this->offsetMillis;
    }

    public function pass(Duration $duration): void
    {
        $this->offsetMillis += $duration->millis;
    }
}
