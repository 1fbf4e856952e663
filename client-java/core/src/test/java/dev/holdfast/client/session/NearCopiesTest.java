package dev.holdfast.client.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.client.Payload;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.SessionTimes;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class NearCopiesTest {
  private static final Instant NOW = Instant.EPOCH;
  private static final SessionKey ONE = SessionKey.ofSessionId("one");
  private static final SessionKey TWO = SessionKey.ofSessionId("two");
  private static final SessionKey THREE = SessionKey.ofSessionId("three");

  private final NearCopies copies = new NearCopies(3_000);

  private static NearCopy copy(long version, int bytes) {
    SessionTimes times = new SessionTimes(NOW, NOW.plusSeconds(60), NOW.plusSeconds(600));
    return new NearCopy("\"" + version + "\"", Payload.of(new byte[bytes]), times, NOW, NOW);
  }

  @Test
  void leastUsedCopyGoesWhenThereIsNoRoom() {
    copies.put(ONE, copy(1, 1_000));
    copies.put(TWO, copy(1, 1_000));
    assertNotNull(copies.get(ONE));
    copies.put(THREE, copy(1, 1_000));
    assertNull(copies.get(TWO));
    assertNotNull(copies.get(ONE));
    assertNotNull(copies.get(THREE));
  }

  @Test
  void copyIsNotKeptWhenItIsLargerThanAllRoom() {
    copies.put(ONE, copy(1, 1));
    copies.put(ONE, copy(2, 3_000));
    assertNull(copies.get(ONE));
  }

  @Test
  void newerCopyIsNotReplacedByAnOlderOne() {
    copies.put(ONE, copy(10, 1));
    copies.put(ONE, copy(9, 2));
    assertEquals(copy(10, 1), copies.get(ONE));
    copies.put(ONE, copy(11, 3));
    assertEquals(copy(11, 3), copies.get(ONE));
  }

  @Test
  void lateCopyIsNotKeptWhenTheSessionHasEnded() {
    copies.put(ONE, copy(10, 1));
    copies.end(ONE);
    copies.put(ONE, copy(10, 1));
    assertNull(copies.get(ONE));
    copies.putCreated(ONE, copy(12, 1));
    assertEquals(copy(12, 1), copies.get(ONE));
  }

  @Test
  void changeIsForTheVersionItWasMadeFor() {
    copies.put(ONE, copy(10, 1));
    Instant later = NOW.plusSeconds(5);
    copies.update(ONE, "\"9\"", each -> each.usedAt(later));
    assertEquals(NOW, copies.get(ONE).useTime());
    copies.update(ONE, "\"10\"", each -> each.usedAt(later));
    assertEquals(later, copies.get(ONE).useTime());
  }
}
