package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.session.StoreKey;
import org.junit.jupiter.api.Test;

class MetaRequestTest {
  private static final String KEY = "abcdefghijklmnopqrstuvwxyz0123456789-_ABCDE";
  private final StoreKey key = new StoreKey(KEY);
  private final ItemValue value = new ItemValue("a\r\nb".getBytes(ISO_8859_1), 1800, -1);

  @Test
  void getAsksForValueAndCas() {
    assertEquals("mg s:" + KEY + " v c O#\r\n", text(MetaRequest.get(ItemKey.record(key))));
    assertEquals("mg l:" + KEY + " v c O#\r\n", text(MetaRequest.get(ItemKey.lock(key))));
  }

  @Test
  void setIsAnAddWhenNothingMustBeThere() {
    assertEquals(
        "ms s:" + KEY + " 4 T1800 F4294967295 ME c O#\r\na\r\nb\r\n",
        text(MetaRequest.set(ItemKey.record(key), Guard.ADD, value)));
  }

  @Test
  void setNamesTheCasWhenSomethingIsThere() {
    assertEquals(
        "ms l:" + KEY + " 4 T1800 F4294967295 C9223372036854775807 c O#\r\na\r\nb\r\n",
        text(MetaRequest.set(ItemKey.lock(key), new Guard(Long.MAX_VALUE), value)));
  }

  @Test
  void probeIsAnEmptyCommand() {
    assertEquals("mn\r\n", text(MetaRequest.PROBE));
    assertEquals(0, MetaRequest.PROBE.opaque());
  }

  @Test
  void deleteNamesTheCasWhenThereIsOne() {
    assertEquals("md l:" + KEY + " C10 O#\r\n", text(MetaRequest.delete(ItemKey.lock(key), 10)));
    assertEquals("md l:" + KEY + " O#\r\n", text(MetaRequest.delete(ItemKey.lock(key))));
  }

  /** Returns the request with a mark for its opaque number, which must be in it. */
  private static String text(MetaRequest request) {
    return new String(request.bytes(), ISO_8859_1)
        .replaceFirst(" O" + request.opaque() + "\r\n", " O#\r\n");
  }
}
