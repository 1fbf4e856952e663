package dev.holdfast.store.memcached;

import dev.holdfast.session.Lease;
import dev.holdfast.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Turns ends into the expiry of items. Memcached reads a number of up to 30 days as seconds from
 * now, a larger one as a point in time, and 0 as never: nothing here is ever 0.
 *
 * @param clock tells the time
 * @param slack how long a record is kept beyond its end, so that its ordinary end is told from a
 *     loss
 */
record MemcachedExpiry(InstantSource clock, Duration slack) {
  private static final long MAX_RELATIVE_SECONDS = 30L * 24 * 60 * 60;

  /** Returns the expiry of a record: its end and the slack. */
  long of(Session session) {
    return seconds(session.endTime().plus(slack));
  }

  /** Returns the expiry of a lock: a second more than its lease, which is what decides. */
  long of(Lease lease) {
    return seconds(lease.expireTime().plusSeconds(1));
  }

  /**
   * Returns whether a node should have forgotten a record by now: only a command that ran late can
   * have left it there.
   */
  boolean isOver(Session session) {
    return clock.instant().isAfter(session.endTime().plus(slack).plusSeconds(1));
  }

  private long seconds(Instant end) {
    Instant now = clock.instant();
    long millis = Math.max(1, Duration.between(now, end).toMillis());
    long seconds = Math.ceilDiv(millis, 1000L);
    return seconds <= MAX_RELATIVE_SECONDS ? seconds : now.getEpochSecond() + seconds;
  }
}
