package dev.holdfast.lab.pool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RingToldTest {
  private static final RingMember A = new RingMember("a", 11411, 1);
  private static final RingMember B = new RingMember("b", 11415, 3);
  private static final String NODES =
      """
      [{"id":"a","address":"127.0.0.1:11411","weight":1,"up":true},
       {"id":"b","address":"127.0.0.1:11415","weight":3,"up":false}]
      """;

  @Test
  void ofReadsEveryMember() throws IOException {
    assertEquals(new RingTold(7, true, Set.of(A, B), 214), told(true));
  }

  @Test
  void isDoneIsTrueWhenTheNodesAreThoseWantedInAnyOrder() throws IOException {
    assertTrue(told(false).isDone(List.of(B, A)));
  }

  @Test
  void isDoneIsFalseWhenTheRingIsChanging() throws IOException {
    assertFalse(told(true).isDone(List.of(A, B)));
  }

  @Test
  void isDoneIsFalseWhenANodeHasAnotherWeight() throws IOException {
    assertFalse(told(false).isDone(List.of(A, new RingMember("b", 11415, 1))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "null", "7", "{\"epoch\":1}", "<html>"})
  void ofRefusesWhatIsNoRing(String text) {
    assertThrows(IOException.class, () -> RingTold.of(text.getBytes(UTF_8)));
  }

  private static RingTold told(boolean changing) throws IOException {
    String json =
        "{\"epoch\":7,\"changing\":%s,\"nodes\":%s,\"next\":[],\"checked_keys\":214}"
            .formatted(changing, NODES);
    return RingTold.of(json.getBytes(UTF_8));
  }
}
