package dev.holdfast.client.attribute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PlainCodecTest {
  private final PlainCodec codec = new PlainCodec();

  static List<Object> plainValues() {
    return List.of(
        true,
        false,
        (byte) -1,
        (short) -2,
        'ü',
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        1.5f,
        Double.NaN,
        -0.0,
        "",
        "größe \uD83D\uDE00",
        "long ".repeat(1000),
        new ArrayList<>(),
        new ArrayList<>(Arrays.asList(1, null, "x", new ArrayList<>(List.of(2L)))),
        new HashSet<>(List.of("a", "b", 'c')),
        new LinkedHashSet<>(List.of("z", "a", "m")),
        new HashMap<>(Map.of("k", new HashMap<>(Map.of(1, true)))));
  }

  static List<Object> otherValues() {
    ArrayList<Object> itself = new ArrayList<>();
    itself.add(itself);
    ArrayList<Object> twice = new ArrayList<>();
    twice.add(new ArrayList<>());
    twice.add(twice.get(0));
    return List.of(
        List.of("immutable"),
        new LinkedHashMap<>(Map.of("perhaps in order of access", 1)),
        new TreeMap<>(Map.of("a", 1)),
        new ArrayList<Object>() {},
        new ArrayList<>(List.of(new StringBuilder())),
        new HashMap<>(Map.of("k", List.of())),
        new int[] {1},
        Thread.State.NEW,
        "lone \uD800",
        "lone \uDC00 other",
        nested(9),
        twice,
        itself);
  }

  private static ArrayList<Object> nested(int depth) {
    ArrayList<Object> list = new ArrayList<>();
    if (depth > 1) {
      list.add(nested(depth - 1));
    }
    return list;
  }

  @ParameterizedTest
  @MethodSource("plainValues")
  void decodeAnswersTheValueInItsClass(Object value) throws AttributeException {
    assertTrue(codec.encodes(value));
    Object decoded = codec.decode(codec.encode(value));
    assertEquals(value, decoded);
    assertEquals(value.getClass(), decoded.getClass());
    assertEquals(value.toString(), decoded.toString()); // The order as well.
  }

  @ParameterizedTest
  @MethodSource("otherValues")
  void leavesToOthersWhatWouldComeBackDifferent(Object value) {
    assertFalse(codec.encodes(value));
  }

  @Test
  void takesCollectionsToADepthOfEight() throws AttributeException {
    assertEquals(nested(8), codec.decode(codec.encode(nested(8))));
  }

  @Test
  void writesTheFormThatIsDocumented() throws AttributeException {
    Object value = new ArrayList<>(List.of(258, "é"));
    byte[] expected = {'L', 0, 0, 0, 2, 'i', 0, 0, 1, 2, 'T', 0, 0, 0, 2, (byte) 0xc3, (byte) 0xa9};
    assertArrayEquals(expected, codec.encode(value));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n",
        "x",
        "tt",
        "i\0\0\0",
        "T\0\0\0\2a",
        "T\u007f\u007f\u007f\u007f",
        "L\u007f\u007f\u007f\u007f",
        "L\0\0\0\1",
        "L\0\0\0\1L\0\0\0\1L\0\0\0\1L\0\0\0\1L\0\0\0\1L\0\0\0\1L\0\0\0\1L\0\0\0\1L\0\0\0\1t",
        "M\0\0\0\1t"
      })
  void decodeRefusesOtherBytes(String bytes) {
    assertThrows(AttributeException.class, () -> codec.decode(bytes.getBytes(UTF_8)));
  }

  @Test
  void onlyScalarsAreImmutable() {
    assertTrue(codec.isImmutable(1));
    assertFalse(codec.isImmutable(new ArrayList<>()));
  }
}
