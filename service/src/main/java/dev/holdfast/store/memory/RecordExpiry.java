package dev.holdfast.store.memory;

import com.github.benmanes.caffeine.cache.Expiry;
import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import java.time.Duration;
import java.time.InstantSource;

/** Keeps a record until its end, and a slack beyond. */
record RecordExpiry(InstantSource clock, Duration slack) implements Expiry<StoreKey, Session> {
  @Override
  public long expireAfterCreate(StoreKey key, Session session, long now) {
    return nanosLeft(session);
  }

  @Override
  public long expireAfterUpdate(StoreKey key, Session session, long now, long left) {
    return nanosLeft(session);
  }

  @Override
  public long expireAfterRead(StoreKey key, Session session, long now, long left) {
    return left;
  }

  private long nanosLeft(Session session) {
    return Duration.between(clock.instant(), session.times().idleExpireTime().plus(slack))
        .toNanos();
  }
}
