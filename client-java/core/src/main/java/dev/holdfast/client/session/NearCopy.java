package dev.holdfast.client.session;

import dev.holdfast.client.Payload;
import dev.holdfast.client.SessionTimes;
import java.time.Duration;
import java.time.Instant;

/**
 * What this server knows of a session.
 *
 * @param etag the version
 * @param payload its bytes
 * @param times its times, as last told
 * @param checkTime when they were told, by this server's clock
 * @param useTime when a request used it last, by this server's clock
 */
record NearCopy(
    String etag, Payload payload, SessionTimes times, Instant checkTime, Instant useTime) {
  /** Returns the version as a number, which grows with each write of the session. */
  long version() {
    try {
      return Long.parseLong(etag.substring(1, etag.length() - 1));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return 0;
    }
  }

  NearCopy usedAt(Instant now) {
    return new NearCopy(etag, payload, times, checkTime, now);
  }

  NearCopy checkedAt(Instant now, SessionTimes told) {
    return new NearCopy(etag, payload, told, now, now);
  }

  /** Whether the service is to be told that the session is in use: after a tenth of its time. */
  boolean isSlideDue(Instant now) {
    Duration told = Duration.between(checkTime, times.expireTime());
    return now.isAfter(checkTime.plus(told.dividedBy(10)));
  }

  boolean isExpired(Instant now) {
    return !now.isBefore(times.expireTime());
  }
}
