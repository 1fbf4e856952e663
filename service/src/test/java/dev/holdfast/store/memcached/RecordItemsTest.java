package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.holdfast.session.Session;
import dev.holdfast.session.SessionTimes;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import org.junit.jupiter.api.Test;

class RecordItemsTest {
  @Test
  void tagDiffersWhenCounterOrNonceOrEndDiffers() {
    Session session = Samples.first(Samples.freshKey(), new SteerableClock(), "a");
    int tag = RecordItems.tag(session);

    assertNotEquals(tag, RecordItems.tag(withVersion(session, 1L << 23)));
    assertNotEquals(tag, RecordItems.tag(withVersion(session, 1)));
    SessionTimes later = session.times().slidTo(session.times().createTime().plusSeconds(1));
    assertNotEquals(tag, RecordItems.tag(session.withTimes(later)));
  }

  private static Session withVersion(Session session, long more) {
    return new Session(
        new SessionVersion(session.version().value() + more),
        session.status(),
        session.times(),
        session.payload(),
        session.log());
  }
}
