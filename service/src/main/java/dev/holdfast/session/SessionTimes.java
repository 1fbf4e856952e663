package dev.holdfast.session;

import java.time.Duration;
import java.time.Instant;

/**
 * When a session began and when it ends.
 *
 * @param createTime when it was created
 * @param idleTimeout how long it lasts without use
 * @param idleExpireTime when it ends unless used again; never after {@code lifetimeExpireTime}
 * @param lifetimeExpireTime when it ends at the latest
 */
public record SessionTimes(
    Instant createTime, Duration idleTimeout, Instant idleExpireTime, Instant lifetimeExpireTime) {

  private static final int SLIDES_PER_TIMEOUT = 10;

  /** Returns the times of a session that begins now. */
  public static SessionTimes startingAt(Instant now, SessionPolicy.Expiry expiry) {
    Instant end = now.plus(expiry.lifetime());
    return new SessionTimes(now, expiry.idleTimeout(), now, end).slidTo(now);
  }

  /** Returns these times after a use at {@code now}. */
  public SessionTimes slidTo(Instant now) {
    Instant idle = now.plus(idleTimeout);
    Instant end = idle.isAfter(lifetimeExpireTime) ? lifetimeExpireTime : idle;
    return new SessionTimes(createTime, idleTimeout, end, lifetimeExpireTime);
  }

  /** Returns these times under the idle timeout that the policy has now, after a use. */
  public SessionTimes usedAt(Instant now, SessionPolicy.Expiry expiry) {
    return new SessionTimes(createTime, expiry.idleTimeout(), idleExpireTime, lifetimeExpireTime)
        .slidTo(now);
  }

  /** Returns times that keep a tombstone one idle timeout beyond {@code now}. */
  public SessionTimes entombedAt(Instant now) {
    return new SessionTimes(createTime, idleTimeout, now.plus(idleTimeout), lifetimeExpireTime);
  }

  /** Returns whether a use at {@code now} moves the end by more than a tenth of the timeout. */
  public boolean isSlideDue(Instant now) {
    long gained = slidTo(now).idleExpireTime().toEpochMilli() - idleExpireTime.toEpochMilli();
    return gained * SLIDES_PER_TIMEOUT > idleTimeout.toMillis();
  }

  /** Returns whether the session is over at {@code now}. */
  public boolean isExpired(Instant now) {
    return !now.isBefore(idleExpireTime);
  }
}
