package dev.holdfast.client.attribute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JavaSerializationTest {
  private static final String HERE = "dev.holdfast.client.attribute.JavaSerializationTest$";
  private final JavaSerialization codec = allowing(HERE + "Cart");

  record Cart(String item, List<BigDecimal> prices) implements Serializable {}

  record Stranger(String name) implements Serializable {}

  static final class Holder implements Serializable {
    private static final long serialVersionUID = 1;
    private final Object held = new Object();

    @Override
    public String toString() {
      return "Holder of " + held;
    }
  }

  private static JavaSerialization allowing(String... classes) {
    return JavaSerialization.allowing(
        List.of(classes), JavaSerializationTest.class::getClassLoader);
  }

  static List<Object> standardValues() {
    return List.of(
        true,
        1,
        2L,
        'c',
        1.5,
        "text",
        new BigDecimal("1.10"),
        Instant.EPOCH,
        LocalDate.EPOCH,
        Duration.ofSeconds(5),
        ZoneId.of("Europe/Berlin"),
        UUID.randomUUID(),
        Locale.GERMANY,
        TimeUnit.DAYS,
        List.of(1, 2),
        Set.of("a", "b"),
        Map.of("k", List.of("v")),
        new TreeMap<>(Map.of("a", 1)),
        new ArrayList<>(List.of("x")),
        new EnumMap<>(Map.of(TimeUnit.DAYS, 1)),
        new ConcurrentHashMap<>(Map.of("a", 1)));
  }

  @ParameterizedTest
  @MethodSource("standardValues")
  void decodeAnswersTheValueWhenItIsOfAStandardClass(Object value) throws AttributeException {
    assertTrue(codec.encodes(value));
    assertEquals(value, codec.decode(codec.encode(value)));
  }

  @Test
  void decodeAnswersArrays() throws AttributeException {
    int[] numbers = {1, 2};
    assertArrayEquals(numbers, (int[]) codec.decode(codec.encode(numbers)));
    String[] texts = {"a"};
    assertArrayEquals(texts, (String[]) codec.decode(codec.encode(texts)));
  }

  @Test
  void decodeAnswersTheValueWhenItsClassIsAllowed() throws AttributeException {
    Cart cart = new Cart("book", List.of(BigDecimal.TEN));
    assertEquals(cart, codec.decode(codec.encode(cart)));
  }

  @Test
  void encodeRefusesAClassThatIsNotAllowed() {
    List<Object> within = List.of(new Stranger("eve"));
    AttributeException refusal = assertThrows(AttributeException.class, () -> codec.encode(within));
    assertTrue(refusal.getMessage().contains(HERE + "Stranger"), refusal.getMessage());
    assertFalse(refusal.getMessage().contains("eve"), refusal.getMessage());
  }

  @Test
  void decodeRefusesAClassThatIsNotAllowed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Stranger("eve"));
    }
    assertThrows(AttributeException.class, () -> codec.decode(bytes.toByteArray()));
  }

  @Test
  void encodeNamesTheClassThatIsNotSerializable() {
    JavaSerialization lax = allowing(HERE + "Holder");
    AttributeException refusal =
        assertThrows(AttributeException.class, () -> lax.encode(new Holder()));
    assertTrue(refusal.getMessage().contains("java.lang.Object"), refusal.getMessage());
  }

  @Test
  void decodeFailsWhenTheClassIsMissing() throws AttributeException {
    byte[] bytes = codec.encode(new Cart("book", List.of()));
    JavaSerialization elsewhere =
        JavaSerialization.allowing(List.of(), ClassLoader::getPlatformClassLoader);
    assertThrows(AttributeException.class, () -> elsewhere.decode(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "com.example.*;java.**"})
  void allowingRefusesAPatternThatOpensEverything(String pattern) {
    assertThrows(IllegalArgumentException.class, () -> allowing(pattern));
  }
}
