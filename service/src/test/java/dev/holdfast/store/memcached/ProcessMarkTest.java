package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessMarkTest {
  private final ProcessMark mark = new ProcessMark(17, 1_000_000);

  @Test
  void ofReadsPidAndStart() {
    assertEquals(mark, ProcessMark.of(Map.of("pid", 17L, "time", 1_000_060L, "uptime", 60L)));
  }

  @Test
  void ofIsNullWhenTheNodeDoesNotSay() {
    assertNull(ProcessMark.of(Map.of("pid", 17L, "time", 1_000_060L)));
  }

  @Test
  void decodeReadsWhatEncodeWrote() {
    assertEquals(mark, ProcessMark.decode(mark.encode()));
  }

  @Test
  void decodeIsNullForSomethingElse() {
    assertNull(ProcessMark.decode(new byte[0]));
    assertNull(ProcessMark.decode("17".getBytes(US_ASCII)));
    assertNull(ProcessMark.decode("17 x".getBytes(US_ASCII)));
  }

  @Test
  void isSameRunToleratesTwoSeconds() {
    assertTrue(mark.isSameRun(new ProcessMark(17, 1_000_002)));
    assertFalse(mark.isSameRun(new ProcessMark(17, 1_000_003)));
    assertFalse(mark.isSameRun(new ProcessMark(18, 1_000_000)));
  }
}
