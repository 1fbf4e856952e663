<?php

declare(strict_types=1);

namespace Holdfast\Session\Testing;

use Holdfast\Session\Duration;
use Holdfast\Session\Exception\SessionException;
use Holdfast\Session\Write;

/**
 * What the in-memory service refuses before it looks at a session.
 *
 * @internal
 */
final class Limits
{
    public function __construct(private readonly NamespacePolicy $policy)
    {
    }

    /** @throws SessionException */
    public function checkSize(Write $write): void
    {
        $bytes = \strlen($write->payload);
        if ($bytes > $this->policy->maxPayloadBytes) {
            throw Refusals::tooLarge($bytes, $this->policy->maxPayloadBytes);
        }
    }

    /** @throws SessionException */
    public function checkEtag(?string $etag): void
    {
        if ($etag !== null && \preg_match('/^"[0-9]{1,19}"$/D', $etag) !== 1) {
            throw Refusals::invalid('ETag: not one quoted decimal version (expected: "17")');
        }
    }

    /** @throws SessionException */
    public function leaseMillis(?Duration $lease): int
    {
        return self::within('lease', $lease ?? $this->policy->lease, 1, $this->policy->mostLease);
    }

    /** @throws SessionException */
    public function waitMillis(?Duration $wait): int
    {
        return $wait === null ? 0 : self::within('wait', $wait, 0, $this->policy->mostWait);
    }

    /** @throws SessionException */
    public function graceMillis(?Duration $grace): int
    {
        return self::within('grace', $grace ?? $this->policy->grace, 0, $this->policy->mostGrace);
    }

    private static function within(string $name, Duration $value, int $leastMillis, Duration $most): int
    {
        if ($value->millis < $leastMillis || $value->millis > $most->millis) {
            throw Refusals::invalid("$name: $value (expected: at most $most)");
        }

        return $value->millis;
    }
}
