package dev.holdfast.client.testing;

import dev.holdfast.client.LockOwner;
import dev.holdfast.client.LockState;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.Write;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** The locks of one namespace in memory: an owner and the end of a lease for each key. */
final class Leases {
  private final Map<SessionKey, Lease> leases = new HashMap<>();
  private final InstantSource clock;

  private record Lease(LockOwner owner, Instant end) {}

  Leases(InstantSource clock) {
    this.clock = clock;
  }

  /** Returns how long somebody else will hold the lock; zero when nobody else does. */
  Duration heldFor(SessionKey key, LockOwner owner) {
    Lease lease = leases.get(key);
    if (lease == null || lease.owner().equals(owner)) {
      return Duration.ZERO;
    }
    Duration rest = Duration.between(clock.instant(), lease.end());
    return rest.isNegative() ? Duration.ZERO : rest;
  }

  /** Returns the end of the lease. */
  Instant take(SessionKey key, LockOwner owner, Duration lease) {
    Instant end = clock.instant().plus(lease);
    leases.put(key, new Lease(owner, end));
    return end;
  }

  boolean isHeldBy(SessionKey key, LockOwner owner) {
    Lease lease = leases.get(key);
    return lease != null && lease.owner().equals(owner) && lease.end().isAfter(clock.instant());
  }

  void free(SessionKey key) {
    leases.remove(key);
  }

  /** Does to a lock what a write says of it. */
  LockState settle(SessionKey key, Write write, boolean replay) {
    LockOwner owner = write.lock();
    if (owner == null) {
      return LockState.NONE;
    }
    if (!isHeldBy(key, owner)) {
      return replay && write.release() ? LockState.RELEASED : LockState.LOST;
    }
    if (write.release()) {
      free(key);
    }
    return write.release() ? LockState.RELEASED : LockState.HELD;
  }

  void move(SessionKey from, SessionKey to) {
    Lease lease = leases.remove(from);
    if (lease != null) {
      leases.put(to, lease);
    }
  }
}
