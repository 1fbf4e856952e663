package dev.holdfast.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ServerOptionsTest {
  private static final String ENDPOINTS = "http://127.0.0.1:8180";

  @Test
  void parseTakesTheDefaultsWhenOnlyTheServiceIsNamed() {
    ServerOptions options = ServerOptions.parse("--endpoints", ENDPOINTS);

    assertEquals(ENDPOINTS, options.endpoints());
    assertEquals(8401, options.port());
    assertNull(options.route());
    assertFalse(options.sticky());
    assertEquals(Path.of("src/main/webapp"), options.application());
  }

  @Test
  void parseTakesWhatIsGiven() {
    ServerOptions options =
        ServerOptions.parse(
            ("--name java-1 --port 0 --route java1 --sticky --application /app --base /work "
                    + "--endpoints "
                    + ENDPOINTS)
                .split(" "));

    Path application = Path.of("/app");
    Path base = Path.of("/work");
    assertEquals(
        new ServerOptions("java-1", 0, ENDPOINTS, "java1", true, application, base), options);
  }

  @ParameterizedTest
  @CsvSource({
    "--port 8401, --endpoints: none",
    "--endpoints x --port 65536, --port: 65536",
    "--endpoints x --port -1, --port: -1",
    "--endpoints x --sticky, --route: none",
    "--endpoints x --route a.b, --route: a.b",
    "--endpoints x --name a/b, --name: a/b",
    "--endpoints x --name, --name: nothing",
    "--endpoints x --color red, --color: unknown"
  })
  void parseNamesWhatIsWrongAndWhatWasExpected(String arguments, String told) {
    String message =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class, () -> ServerOptions.parse(arguments.split(" ")))
                .getMessage());

    assertTrue(message.startsWith(told + " (expected: "), message);
  }
}
