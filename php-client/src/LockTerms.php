<?php

declare(strict_types=1);

namespace Holdfast\Session;

/**
 * How long a request waits for the lock of its session, and how long it may keep it.
 */
final class LockTerms
{
    /**
     * @param Duration|null $wait null for 6 s, which outlasts the lease of a worker that was killed
     * @param Duration|null $lease null for 5 s
     */
    public function __construct(private readonly ?Duration $wait = null, private readonly ?Duration $lease = null)
    {
    }

    public function wait(): Duration
    {
        return $this->wait ?? Duration::ofSeconds(6);
    }

    public function lease(): Duration
    {
        return self::leaseOf($this);
    }

    /**
     * The lease of these terms, or of the defaults for null: a page with the defaults need not make them.
     *
     * @internal
     */
    public static function leaseOf(?self $terms): Duration
    {
        return $terms?->lease ?? Duration::ofSeconds(5);
    }
}
