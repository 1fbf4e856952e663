package dev.holdfast.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClientOptionsTest {
  @Test
  void parseAnswersEverySetting(@TempDir Path folder) throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "secret\n");
    ClientOptions options =
        ClientOptions.parse(
            "http://10.0.0.5:8080,https://[::1]:8443?namespace=shop&timeout=500ms&wait=3s"
                + "&lease=0.5s&transport=grpc&waiters=7&ca_file="
                + token
                + "&token_file="
                + token);
    assertEquals(
        List.of(URI.create("http://10.0.0.5:8080"), URI.create("https://[::1]:8443")),
        options.endpoints());
    assertEquals("shop", options.namespace());
    assertEquals("grpc", options.transport());
    assertEquals(7, options.waiters());
    assertEquals(Duration.ofMillis(500), options.timeout());
    assertEquals(new LockTerms(Duration.ofSeconds(3), Duration.ofMillis(500)), options.lock());
    assertEquals(new ClientAccess("secret", token), options.access());
    assertFalse(options.toString().contains("secret"));
  }

  @Test
  void parseAnswersTheDefaultsWhenNothingIsSaid() {
    ClientOptions options = ClientOptions.parse("http://127.0.0.1:8080");
    assertEquals("default", options.namespace());
    assertEquals("rest", options.transport());
    assertEquals(32, options.waiters());
    assertEquals(Duration.ofSeconds(2), options.timeout());
    assertEquals(LockTerms.DEFAULT, options.lock());
    assertEquals(ClientAccess.OPEN, options.access());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "10.0.0.5:8080",
        "ftp://host:1",
        "http://host:1/path",
        "http://host:1,",
        "http://host:0",
        "http://host:65536",
        "http://host:1?timeout=5",
        "http://host:1?timeout=61s",
        "http://host:1?timeout=0s",
        "http://host:1?namespace=a/b",
        "http://host:1?patience=1s",
        "http://host:1?transport=",
        "http://host:1?waiters=many",
        "http://host:1?waiters=-1",
        "http://host:1?waiters=10001",
        "http://host:1?transport=HTTP/2",
        "http://host:1?token_file=/no/such/file"
      })
  void parseNamesTheValueThatItDoesNotTake(String text) {
    var refusal = assertThrows(IllegalArgumentException.class, () -> ClientOptions.parse(text));
    assertTrue(refusal.getMessage().contains("(expected: "), refusal.getMessage());
  }

  @Test
  void credentialsInAnEndpointAreNotPrinted() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> ClientOptions.parse("http://anna:secret@host:80"));
    assertFalse(refusal.getMessage().contains("secret"), refusal.getMessage());
  }

  @Test
  void secretsAreNotPrinted() {
    assertEquals("SessionKey[hidden]", SessionKey.ofSessionId("id").toString());
    assertEquals(43, SessionKey.ofSessionId("id").value().length());
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> new SessionKey("short secret"));
    assertFalse(refusal.getMessage().contains("secret"), refusal.getMessage());
  }

  @Test
  void durationsHaveTheFormsOfSettingsAndWire() {
    assertEquals("0.25s", DurationText.wire(DurationText.parse("250ms")));
    assertEquals("120s", DurationText.wire(DurationText.parse("2m")));
    assertEquals("0s", DurationText.wire(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> DurationText.parse("5"));
  }
}
