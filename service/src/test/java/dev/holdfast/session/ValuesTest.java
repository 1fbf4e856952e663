package dev.holdfast.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of values, and what their text gives away. */
final class ValuesTest {
  private static final String SECRET = "very-secret-session-key";

  @Test
  void toStringHidesWhatIdentifiesASession() {
    assertFalse(new SessionKey(SECRET).toString().contains(SECRET));
    assertFalse(new OwnerToken(SECRET).toString().contains(SECRET));
    assertFalse(new UserHash(SECRET).toString().contains(SECRET));
    assertFalse(Payload.of(SECRET.getBytes(StandardCharsets.UTF_8)).toString().contains(SECRET));
    StoreKey key = Sample.storeKey();
    assertFalse(key.toString().contains(key.value()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"short", "with space in the middle", "umlaut-is-not-allowed-ä"})
  void keyIsRefusedWithoutBeingRepeated(String key) {
    var failure = assertThrows(InvalidInputException.class, () -> new SessionKey(key));

    assertFalse(String.valueOf(failure.getMessage()).contains(key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c6e92b5a-7f3d-4b1e-9a60-2f1d3c4b5a69",
        "C6E92B5A-7F3D-4B1E-9A60-2F1D3C4B5A69",
        "c6e92b5a7f3d4b1e9a602f1d3c4b5a69",
        "\"c6e92b5a7f3d4b1e9a602f1d3c4b5a69\""
      })
  void operationIdIsTheSameInEveryForm(String text) {
    assertEquals(
        new OperationId(0xc6e92b5a7f3d4b1eL, 0x9a602f1d3c4b5a69L), OperationId.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "c6e92b5a7f3d4b1e9a602f1d3c4b5a6", "zze92b5a7f3d4b1e9a602f1d3c4b5a69"})
  void operationIdIsRefusedInAnyOtherForm(String text) {
    assertThrows(InvalidInputException.class, () -> OperationId.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "17", "W/\"17\"", "\"17\", \"18\"", "\"x\"", "\"-1\"", "\"0\"", "*"})
  void versionIsRefusedUnlessItIsOneStrongTag(String etag) {
    assertThrows(InvalidInputException.class, () -> SessionVersion.parseEtag(etag));
  }

  @Test
  void versionIsTheSameWhenTheSameOperationIsRepeatedElsewhere() {
    StoreKey key = Sample.storeKey();
    SessionVersion base = SessionVersion.first(key, Sample.operation(1));

    assertEquals(base.next(key, Sample.operation(2)), base.next(key, Sample.operation(2)));
    assertNotEquals(base.next(key, Sample.operation(2)), base.next(key, Sample.operation(3)));
    assertEquals(2, base.next(key, Sample.operation(2)).counter());
    assertEquals(base, SessionVersion.parseEtag(base.etag()));
  }

  @ParameterizedTest
  @CsvSource({"5s, 5000", "0.25s, 250", "0s, 0", "1.5s, 1500"})
  void durationIsReadInDecimalSeconds(String text, long millis) {
    assertEquals(Duration.ofMillis(millis), Durations.parse("lease", text));
    assertEquals(text, Durations.format(Duration.ofMillis(millis)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "s", "5", "-5s", "5m", "1e3s", "1.2.3s", ".s", "99999999999999999999s"})
  void durationIsRefusedInAnyOtherForm(String text) {
    assertThrows(InvalidInputException.class, () -> Durations.parse("lease", text));
  }

  @Test
  void slideIsDueOnlyAfterATenthOfTheTimeout() {
    Instant start = Instant.parse("2030-01-01T00:00:00Z");
    var expiry = new SessionPolicy.Expiry(Duration.ofMinutes(10), Duration.ofHours(1));
    SessionTimes times = SessionTimes.startingAt(start, expiry);

    assertFalse(times.isSlideDue(start.plusSeconds(60)));
    assertTrue(times.isSlideDue(start.plusSeconds(61)));
  }

  @Test
  void slideNeverPassesTheLifetime() {
    Instant start = Instant.parse("2030-01-01T00:00:00Z");
    var expiry = new SessionPolicy.Expiry(Duration.ofMinutes(10), Duration.ofMinutes(15));

    SessionTimes slid = SessionTimes.startingAt(start, expiry).slidTo(start.plusSeconds(600));

    assertEquals(start.plusSeconds(900), slid.idleExpireTime());
  }

  @Test
  void logForgetsTheOldestOfMoreThanFour() {
    OperationLog log = OperationLog.EMPTY;
    for (int i = 1; i <= OperationLog.CAPACITY + 1; i++) {
      log = log.plus(Sample.operation(i), new SessionVersion(i));
    }

    assertTrue(log.versionOf(Sample.operation(1)).isEmpty());
    assertEquals(new SessionVersion(2), log.versionOf(Sample.operation(2)).orElseThrow());
  }

  @Test
  void storeKeyDiffersByNamespaceKeyAndPepper() {
    KeyDigest other = new KeyDigest("another pepper!!".getBytes(StandardCharsets.UTF_8));
    SessionKey key = Sample.NAME.key();

    assertNotEquals(Sample.DIGEST.of("a", key), Sample.DIGEST.of("b", key));
    assertNotEquals(Sample.DIGEST.of("a", key), other.of("a", key));
    assertEquals(Sample.DIGEST.of("a", key), Sample.DIGEST.of("a", key));
  }
}
