<?php

declare(strict_types=1);

namespace Holdfast\Session\Tests\Conformance;

use Holdfast\Session\Duration;
use Holdfast\Session\SessionClient;

/**
 * A service that the conformance cases run against.
 */
interface Target
{
    public function client(string $namespace, ?string $token): SessionClient;

    public function advance(Duration $by): void;

    /** The service's clock, in milliseconds since 1970. */
    public function nowMillis(): int;
}
