package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.session.Lease;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionTimes;
import dev.holdfast.session.StoreKey;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MemcachedExpiryTest {
  private static final Duration LIMIT = Duration.ofDays(30);

  private final SteerableClock clock = new SteerableClock();
  private final Instant now = clock.instant();
  private final StoreKey key = Samples.freshKey();

  @Test
  void recordExpiresASlackAfterItsEnd() {
    assertEquals(65 * 60, expiry(Duration.ofMinutes(5)).of(endingIn(Duration.ofMinutes(60))));
  }

  @Test
  void partsOfASecondCountAsAWholeOne() {
    assertEquals(61, expiry(Duration.ZERO).of(endingIn(Duration.ofMillis(60_001))));
  }

  @Test
  void numberIsRelativeUpToThirtyDays() {
    assertEquals(LIMIT.toSeconds(), expiry(Duration.ZERO).of(endingIn(LIMIT)));
  }

  @Test
  void numberIsAPointInTimeBeyondThirtyDays() {
    Duration longer = LIMIT.plusSeconds(1);

    assertEquals(now.plus(longer).getEpochSecond(), expiry(Duration.ZERO).of(endingIn(longer)));
  }

  @Test
  void slackCountsTowardsThirtyDays() {
    assertEquals(
        now.plus(LIMIT).plusSeconds(60).getEpochSecond(),
        expiry(Duration.ofMinutes(1)).of(endingIn(LIMIT)));
  }

  @Test
  void numberIsNeverZeroWhichWouldMeanForEver() {
    assertEquals(1, expiry(Duration.ZERO).of(endingIn(Duration.ZERO)));
    assertEquals(1, expiry(Duration.ZERO).of(endingIn(Duration.ofDays(-3))));
  }

  @Test
  void aliasLastsAsLongAsItsGrace() {
    Session session = endingIn(Duration.ofSeconds(10));
    Session alias =
        new Session(
            session.version(),
            new Session.Moved(Samples.freshKey(), now.plusSeconds(30)),
            session.times(),
            session.payload(),
            session.log());

    assertEquals(30, expiry(Duration.ZERO).of(alias));
  }

  @Test
  void lockLastsASecondLongerThanItsLease() {
    MemcachedExpiry expiry = expiry(Duration.ofMinutes(5));

    assertEquals(6, expiry.of(new Lease(Samples.freshOwner(), now.plusSeconds(5))));
    assertEquals(2, expiry.of(new Lease(Samples.freshOwner(), now.plusMillis(250))));
  }

  private MemcachedExpiry expiry(Duration slack) {
    return new MemcachedExpiry(clock, slack);
  }

  private Session endingIn(Duration span) {
    Session session = Samples.first(key, clock, "x");
    Instant end = now.plus(span);
    return session.withTimes(new SessionTimes(now, Duration.ofMinutes(30), end, end));
  }
}
