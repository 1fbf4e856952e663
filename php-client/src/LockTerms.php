<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * How long a request waits for the lock of its session, and how long it may keep it.
 */
final class LockTerms
{
    public readonly Duration $wait;
    public readonly Duration $lease;

    /**
     * @param Duration|null $wait null for 6 s, which outlasts the lease of a worker that was killed
     * @param Duration|null $lease null for 5 s
     */
    public function __construct(?Duration $wait = null, ?Duration $lease = null)
    {
        $this->wait = $wait ?? Duration::ofSeconds(6);
        $this->lease = $lease ?? Duration::ofSeconds(5);
    }
}
