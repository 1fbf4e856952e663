package dev.holdfast.store.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.holdfast.session.Lease;
import dev.holdfast.session.LockState;
import dev.holdfast.session.LockUse;
import dev.holdfast.session.OwnerToken;
import dev.holdfast.session.StoreKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The locks beside the records. A lease that has run out is nobody's. */
final class InMemoryLocks {
  private static final long WEIGHT = 300;

  private final InstantSource clock;
  private final ByteBudget budget;
  private final Cache<StoreKey, Lease> cache;
  private final ConcurrentMap<StoreKey, Lease> leases;

  InMemoryLocks(InstantSource clock, Ticker ticker, ByteBudget budget) {
    this.clock = clock;
    this.budget = budget;
    cache =
        Caffeine.newBuilder()
            .ticker(ticker)
            .executor(Runnable::run)
            .expireAfter(Expiry.<StoreKey, Lease>writing((_, lease) -> left(lease)))
            .<StoreKey, Lease>evictionListener((_, _, _) -> budget.change(-WEIGHT))
            .build();
    leases = cache.asMap();
  }

  /** Takes the lock if it is free or the caller's, and returns the lease in force. */
  Lease acquire(StoreKey key, Lease lease) {
    return leases.compute(
        key,
        (_, held) -> {
          if (held == null) {
            budget.change(WEIGHT);
          }
          return held != null && !held.owner().equals(lease.owner()) && isInForce(held)
              ? held
              : lease;
        });
  }

  Optional<Lease> holder(StoreKey key) {
    return Optional.ofNullable(leases.get(key)).filter(this::isInForce);
  }

  boolean renew(StoreKey key, Lease lease) {
    return hand(key, lease.owner(), lease);
  }

  LockState release(StoreKey key, LockUse.Release release) {
    return hand(key, release.owner(), release.successor()) ? LockState.RELEASED : LockState.LOST;
  }

  /** Does what a write wants done with the lock. */
  LockState use(StoreKey key, LockUse use) {
    return switch (use) {
      case LockUse.None _ -> LockState.NONE;
      case LockUse.Keep(var owner) ->
          holder(key).filter(lease -> lease.owner().equals(owner)).isPresent()
              ? LockState.HELD
              : LockState.LOST;
      case LockUse.Release release -> release(key, release);
      case LockUse.Clear _ -> clear(key);
    };
  }

  void cleanUp() {
    cache.cleanUp();
  }

  private LockState clear(StoreKey key) {
    if (leases.remove(key) != null) {
      budget.change(-WEIGHT);
    }
    return LockState.RELEASED;
  }

  /** Gives the lock of {@code owner} to {@code next}, or frees it; false when it is not theirs. */
  private boolean hand(StoreKey key, OwnerToken owner, @Nullable Lease next) {
    Lease held = leases.get(key);
    while (held != null && held.owner().equals(owner) && isInForce(held)) {
      if (next == null && leases.remove(key, held)) {
        budget.change(-WEIGHT);
        return true;
      }
      if (next != null && leases.replace(key, held, next)) {
        return true;
      }
      held = leases.get(key);
    }
    return false;
  }

  private boolean isInForce(Lease lease) {
    return !lease.isExpired(clock.instant());
  }

  private Duration left(Lease lease) {
    Duration left = Duration.between(clock.instant(), lease.expireTime());
    return left.isPositive() ? left : Duration.ofNanos(1);
  }
}
