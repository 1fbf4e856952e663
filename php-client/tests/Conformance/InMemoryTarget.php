<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Conformance;

use Holdfast\Session\Duration;
use Holdfast\Session\SessionClient;
use Holdfast\Session\Testing\SteeredClock;
use Holdfast\Session\Tests\Service\Namespaces;

/**
 * The in-memory client, without a network.
 */
final class InMemoryTarget implements Target
{
    private readonly SteeredClock $clock;

    private readonly Namespaces $namespaces;

    public function __construct()
    {
        $this->clock = new SteeredClock();
        $this->namespaces = new Namespaces($this->clock);
    }

    public function client(string $namespace, ?string $token): SessionClient
    {
        return $this->namespaces->client($namespace, $token);
    }

    public function advance(Duration $by): void
    {
        $this->clock->pass($by);
    }

    public function nowMillis(): int
    {
        return $this->clock->nowMillis();
    }
}
