package dev.holdfast.client.attribute;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.client.Payload;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvelopeFormatTest {
  @Test
  void readAnswersWhatWasWritten() throws AttributeException {
    Map<String, Envelope> attributes = new LinkedHashMap<>();
    attributes.put("größe", new Envelope("text", "1".getBytes(UTF_8)));
    attributes.put("", new Envelope("java", new byte[0]));
    Map<String, Envelope> read = EnvelopeFormat.read(EnvelopeFormat.write(attributes));
    assertEquals(attributes, read);
    assertEquals(List.copyOf(attributes.keySet()), new ArrayList<>(read.keySet()));
  }

  @Test
  void readAnswersNoAttributesWhenThePayloadIsEmpty() throws AttributeException {
    assertEquals(Map.of(), EnvelopeFormat.read(Payload.of(new byte[0])));
  }

  @Test
  void readRefusesEveryCutAndEveryAddition() {
    byte[] whole =
        EnvelopeFormat.write(Map.of("name", new Envelope("text", "1".getBytes(UTF_8)))).bytes();
    for (int length = 1; length < whole.length; length++) {
      Payload cut = Payload.of(Arrays.copyOf(whole, length));
      assertThrows(AttributeException.class, () -> EnvelopeFormat.read(cut));
    }
    Payload longer = Payload.of(Arrays.copyOf(whole, whole.length + 1));
    assertThrows(AttributeException.class, () -> EnvelopeFormat.read(longer));
  }

  @Test
  void readRefusesWhatIsOfAnotherKind() {
    Payload php = Payload.of("user|s:4:\"anna\";".getBytes(UTF_8));
    assertThrows(AttributeException.class, () -> EnvelopeFormat.read(php));
  }
}
