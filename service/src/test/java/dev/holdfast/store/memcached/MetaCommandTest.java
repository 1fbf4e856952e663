package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.session.StoreKey;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetaCommandTest {
  private final MetaRequest request =
      MetaRequest.get(ItemKey.record(new StoreKey("%043d".formatted(1))));

  @Test
  void readTellsWhatTheLineSaysWhenThereIsNoValue() {
    assertEquals(Reply.Plain.MISS, read("EN O\r\n"));
    assertEquals(Reply.Plain.GONE, read("NF O\r\n"));
    assertEquals(Reply.Plain.GONE, read("NF c0 O\r\n"));
    assertEquals(Reply.Plain.NOT_STORED, read("NS c0 O\r\n"));
    assertEquals(Reply.Plain.CHANGED, read("EX O\r\n"));
    assertEquals(new Reply.Done(0), read("HD O\r\n"));
    assertEquals(new Reply.Done(18_446_744), read("HD c18446744 O\r\n"));
    assertEquals(new Reply.Done(7), read("HD t-1 c7 s3 O\r\n"));
    assertEquals(
        new Reply.Rejected("SERVER_ERROR out of memory storing object"),
        read("SERVER_ERROR out of memory storing object\r\n"));
  }

  @Test
  void probeIsAnsweredWithoutANumber() {
    assertEquals(Reply.Plain.ALIVE, new MetaCommand(MetaRequest.PROBE, 0).read(bytes("MN\r\n")));
  }

  @Test
  void readTellsTheItemWhenAValueFollows() {
    assertItem("a\r\nb", 9, read("VA 4 c9 O\r\na\r\nb\r\n"));
    assertItem("", 12, read("VA 0 f7 c12 O\r\n\r\n"));
    assertItem("x", 0, read("VA 1 O\r\nx\r\n"));
  }

  @Test
  void readGoesOnWhenBytesComeOneByOne() {
    byte[] answer = bytes("VA 10 c123 O\r\n0123456789\r\n").array();
    ByteBuffer in = ByteBuffer.wrap(answer).limit(0);
    MetaCommand command = command();
    for (int size = 1; size < answer.length; size++) {
      assertNull(command.read(in.limit(size)), "after " + size + " bytes");
    }

    assertItem("0123456789", 123, command.read(in.limit(answer.length)));
  }

  @Test
  void readLeavesTheNextAnswerAloneWhenTwoHaveCome() {
    ByteBuffer in = bytes("VA 2 c1 O\r\nab\r\nHD c5 O\r\n");

    assertItem("ab", 1, command().read(in));
    assertEquals(new Reply.Done(5), command().read(in));
    assertFalse(in.hasRemaining());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERROR Too many open connections\r\n",
        "CLIENT_ERROR bad data chunk\r\n",
        "EN\r\n",
        "EN O1234567\r\n",
        "HD c1\r\n",
        "MN\r\n",
        "VA x O\r\n",
        "VA -1 c1 O\r\n",
        "VA 99999999999 c1 O\r\n",
        "VA O\r\n",
        "HD c1 O\n",
        "\r\n",
        "\n",
        "garbage\r\n",
        "VA 2 c1 O\r\nabcd"
      })
  void readRefusesWhenTheLineIsNoAnswer(String answer) {
    assertThrows(ProtocolException.class, () -> read(answer));
  }

  @Test
  void readRefusesWhenALineNeverEnds() {
    assertThrows(ProtocolException.class, () -> read("x".repeat(3000)));
  }

  @Test
  void statsTellTheLargestItemWhenAllLinesHaveCome() {
    StatsCommand command = StatsCommand.settings(0);

    assertNull(command.read(bytes("STAT maxbytes 67108864\r\nSTAT item_size_max 2097152\r\n")));
    assertEquals(
        new Reply.Stats(
            Map.of("maxbytes", 67_108_864L, "item_size_max", 2_097_152L, "num_threads", 4L)),
        command.read(bytes("STAT num_threads 4\r\nEND\r\n")));
  }

  @Test
  void statsTellNothingWhenTheNodeHasNone() {
    assertEquals(new Reply.Stats(Map.of()), StatsCommand.settings(0).read(bytes("ERROR\r\n")));
    assertEquals(new Reply.Stats(Map.of()), StatsCommand.settings(0).read(bytes("END\r\n")));
  }

  @Test
  void toStringTellsNoKeyWhenTheLibraryLogsIt() {
    assertEquals("NodeCommand[" + request.bytes().length + " bytes]", command().toString());
  }

  private MetaCommand command() {
    return new MetaCommand(request, 0);
  }

  /** Reads an answer in which O stands for the opaque number of the request. */
  private Reply read(String answer) {
    return command().read(bytes(answer));
  }

  private ByteBuffer bytes(String text) {
    String numbered = text.replace(" O", " O" + request.opaque());
    return ByteBuffer.wrap(numbered.getBytes(ISO_8859_1));
  }

  private static void assertItem(String value, long cas, Reply reply) {
    Reply.Item item = assertInstanceOf(Reply.Item.class, reply);
    assertArrayEquals(value.getBytes(ISO_8859_1), item.value());
    assertEquals(cas, item.cas());
  }
}
