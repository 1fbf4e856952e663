package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PartClocksTest {
  private static final String NOBODY = "=" + Long.MAX_VALUE;

  @Test
  void ofTakesGroupsOfOneNameForOnePart() throws IOException, MeasurementException {
    PartClocks clocks =
        PartClocks.of(List.of("service=" + ownGroup(), "service" + NOBODY, "nginx" + NOBODY));

    Map<String, Long> micros = clocks.micros();

    assertEquals(Set.of("service", "nginx"), clocks.names());
    assertTrue(micros.getOrDefault("service", 0L) > 0);
    assertEquals(0, micros.get("nginx"));
  }

  @Test
  void ofThrowsWhenTheGroupIsNoNumber() {
    assertThrows(NumberFormatException.class, () -> PartClocks.of(List.of("nginx=")));
  }

  private static String ownGroup() throws IOException {
    String line = Files.readString(Path.of("/proc/self/stat"));
    return line.substring(line.lastIndexOf(')') + 2).split(" ", -1)[2];
  }
}
