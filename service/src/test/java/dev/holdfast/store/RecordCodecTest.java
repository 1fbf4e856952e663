package dev.holdfast.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.OperationId;
import dev.holdfast.session.OperationLog;
import dev.holdfast.session.Payload;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionTimes;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.UserKey;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
  private static final HexFormat HEX = HexFormat.of();
  private static final Session GOLDEN =
      new Session(
          new SessionVersion(0x0000_0001_0080_0002L),
          new Session.Live(new UserKey("a-user-key-0123456789-0123456789-0123456789")),
          new SessionTimes(
              Instant.ofEpochMilli(0x0102030405L),
              Duration.ofMinutes(30),
              Instant.ofEpochMilli(0x0203040506L),
              Instant.ofEpochMilli(0x0304050607L)),
          Payload.of(new byte[] {1, 2, 3}),
          OperationLog.EMPTY.plus(new OperationId(0x11, 0x22), new SessionVersion(0x33)));

  @Test
  void encodeNeverChangesFormatOneWhenTheCodeDoes() {
    String golden =
        "01" // format
            + "0071" // the header ends here
            + "00" // live
            + "0000000100800002" // version
            + "0000000102030405" // create time
            + "00000000001b7740" // idle timeout
            + "0000000203040506" // idle expiry
            + "0000000304050607" // lifetime expiry
            + "2b" // length of the user
            + HEX.formatHex("a-user-key-0123456789-0123456789-0123456789".getBytes())
            + "01" // remembered writes
            + "0000000000000011" // operation
            + "0000000000000022"
            + "0000000000000033" // version
            + "010203"; // payload

    assertEquals(golden, HEX.formatHex(RecordCodec.encode(GOLDEN)));
    assertEquals(GOLDEN, RecordCodec.decode(HEX.parseHex(golden)));
  }

  @Test
  void decodeGivesBackWhatWasEncodedWhateverItIs() {
    Random random = new Random(20260301);
    for (int i = 0; i < 5_000; i++) {
      Session session = anySession(random);

      assertEquals(session, RecordCodec.decode(RecordCodec.encode(session)), "case " + i);
    }
  }

  @Test
  void decodeSkipsFieldsItDoesNotKnowWhenTheHeaderIsLonger() {
    byte[] known = RecordCodec.encode(GOLDEN);
    int header = ByteBuffer.wrap(known).getShort(1);
    ByteBuffer longer = ByteBuffer.allocate(known.length + 9);
    longer.put(known, 0, header).put(new byte[9]).put(known, header, known.length - header);
    longer.putShort(1, (short) (header + 9));

    assertEquals(GOLDEN, RecordCodec.decode(longer.array()));
  }

  @Test
  void decodeRefusesWhenTheFormatIsAnother() {
    byte[] bytes = RecordCodec.encode(GOLDEN);
    bytes[0] = 2;

    assertNull(RecordCodec.decode(bytes));
  }

  @Test
  void decodeRefusesWhenTheHeaderIsCutAnywhere() {
    byte[] bytes = RecordCodec.encode(GOLDEN);
    int header = ByteBuffer.wrap(bytes).getShort(1);

    for (int length = 0; length < header; length++) {
      assertNull(RecordCodec.decode(Arrays.copyOf(bytes, length)), "length " + length);
    }
  }

  @Test
  void decodeNeverThrowsWhenBytesAreChanged() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = RecordCodec.encode(anySession(random));
      for (int n = random.nextInt(4); n >= 0; n--) {
        bytes[random.nextInt(Math.min(bytes.length, 200))] = (byte) random.nextInt();
      }
      RecordCodec.decode(bytes);
    }
  }

  @Test
  void decodeRefusesWhenTheBytesAreSomethingElse() {
    assertNull(RecordCodec.decode(new byte[0]));
    assertNull(RecordCodec.decode("a:1:{s:4:\"user\";i:1;}".getBytes()));
    assertNull(RecordCodec.decode(new byte[1000]));
  }

  @Test
  void stubHasAllButThePayload() {
    Session session = sessionWithPayload();
    byte[] stub = RecordCodec.encodeStub(session);

    assertTrue(RecordCodec.isStub(stub));
    assertFalse(RecordCodec.isStub(RecordCodec.encode(session)));
    Session decoded = RecordCodec.decode(stub);
    assertEquals(session.version(), decoded.version());
    assertEquals(session.times(), decoded.times());
    assertEquals(Payload.EMPTY, decoded.payload());
  }

  private static Session sessionWithPayload() {
    Random random = new Random(2);
    Session session = anySession(random);
    while (session.payload().size() == 0) {
      session = anySession(random);
    }
    return session;
  }

  private static Session anySession(Random random) {
    byte[] payload = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(3000)];
    random.nextBytes(payload);
    return new Session(
        anyVersion(random),
        anyStatus(random),
        anyTimes(random),
        Payload.of(payload),
        anyLog(random));
  }

  private static Session.Status anyStatus(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Session.Live(null);
      case 1 -> new Session.Live(new UserKey(anyText(random, UserKey.LENGTH)));
      case 2 -> new Session.Ended();
      default -> new Session.Moved(new StoreKey(anyText(random, StoreKey.LENGTH)), anyTime(random));
    };
  }

  private static SessionTimes anyTimes(Random random) {
    return new SessionTimes(
        anyTime(random),
        Duration.ofMillis(1 + random.nextLong(1L << 40)),
        anyTime(random),
        anyTime(random));
  }

  private static OperationLog anyLog(Random random) {
    List<OperationLog.Entry> entries = new ArrayList<>();
    for (int n = random.nextInt(OperationLog.CAPACITY + 1); n > 0; n--) {
      OperationId operation = new OperationId(random.nextLong(), random.nextLong());
      entries.add(new OperationLog.Entry(operation, anyVersion(random)));
    }
    return new OperationLog(entries);
  }

  private static SessionVersion anyVersion(Random random) {
    return new SessionVersion(1 + random.nextLong(Long.MAX_VALUE - 1));
  }

  private static Instant anyTime(Random random) {
    return Instant.ofEpochMilli(random.nextLong(1L << 45) - (1L << 43));
  }

  private static String anyText(Random random, int length) {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }
}
