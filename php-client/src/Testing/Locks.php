<?php

declare(strict_types=1);

namespace Holdfast\Session\Testing;

use Holdfast\Session\LockOwner;
use Holdfast\Session\LockState;
use Holdfast\Session\SessionKey;

/**
 * The locks of one namespace: an owner and a lease for each key.
 *
 * @internal
 */
final class Locks
{
    /** @var array<string, array{string, int}> owner and end of the lease, by key */
    private array $locks = [];

    public function __construct(private readonly Clock $clock)
    {
    }

    /** Milliseconds until the lock of somebody else falls free; 0 when nobody else holds it. */
    public function heldForMillis(SessionKey $key, LockOwner $owner): int
    {
        [$holder, $end] = $this->locks[$key->value] ?? ['', 0];

        return $holder === $owner->value ? 0 : \max($end - $this->clock->nowMillis(), 0);
    }

    /** @return int when the lease ends, in milliseconds since 1970 */
    public function take(SessionKey $key, LockOwner $owner, int $leaseMillis): int
    {
        $end = $this->clock->nowMillis() + $leaseMillis;
        $this->locks[$key->value] = [$owner->value, $end];

        return $end;
    }

    public function isHeldBy(SessionKey $key, LockOwner $owner): bool
    {
        [$holder, $end] = $this->locks[$key->value] ?? ['', 0];

        return $holder === $owner->value && $end > $this->clock->nowMillis();
    }

    public function free(SessionKey $key): void
    {
        unset($this->locks[$key->value]);
    }

    /** What a write that names a lock does to it, and says of it. */
    public function settle(SessionKey $key, ?LockOwner $owner, bool $release): ?LockState
    {
        if ($owner === null) {
            return null;
        }
        if (!$this->isHeldBy($key, $owner)) {
            return LockState::Lost;
        }
        if ($release) {
            $this->free($key);
        }

        return $release ? LockState::Released : LockState::Held;
    }

    public function move(SessionKey $from, SessionKey $to): void
    {
        if (isset($this->locks[$from->value])) {
            $this->locks[$to->value] = $this->locks[$from->value];
            unset($this->locks[$from->value]);
        }
    }
}
