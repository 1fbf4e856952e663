package dev.holdfast.client;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the text form of {@link ClientOptions}. */
final class ClientOptionsText {
  private static final List<String> NAMES =
      List.of(
          "namespace", "timeout", "wait", "lease", "token_file", "ca_file", "transport", "waiters");

  private final Map<String, String> told;

  private ClientOptionsText(Map<String, String> told) {
    this.told = told;
  }

  static ClientOptions parse(String text) {
    int mark = text.indexOf('?');
    String list = mark < 0 ? text : text.substring(0, mark);
    ClientOptionsText reader =
        new ClientOptionsText(options(mark < 0 ? "" : text.substring(mark + 1)));
    ClientOptions plain = ClientOptions.of(endpoints(list));
    return plain
        .withNamespace(reader.told.getOrDefault("namespace", plain.namespace()))
        .withTransport(reader.told.getOrDefault("transport", plain.transport()))
        .withWaiters(reader.number("waiters", plain.waiters()))
        .withTimeout(reader.duration("timeout", plain.timeout()))
        .withLock(
            new LockTerms(
                reader.duration("wait", LockTerms.DEFAULT.patience()),
                reader.duration("lease", Duration.ofSeconds(5))))
        .withAccess(new ClientAccess(reader.token(), reader.path("ca_file")));
  }

  private static URI[] endpoints(String list) {
    List<URI> endpoints = new ArrayList<>();
    for (String each : list.split(",", -1)) {
      try {
        endpoints.add(new URI(each.strip()));
      } catch (URISyntaxException e) {
        throw new IllegalArgumentException(
            "endpoint: %d characters (expected: http://host:port or https://host:port)"
                .formatted(each.length()));
      }
    }
    return endpoints.toArray(URI[]::new);
  }

  private static Map<String, String> options(String query) {
    Map<String, String> told = new HashMap<>();
    for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      if (!NAMES.contains(name)) {
        throw ClientOptions.refusal("unknown option", name, "one of " + String.join(", ", NAMES));
      }
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      told.put(name, URLDecoder.decode(value, StandardCharsets.UTF_8));
    }
    return told;
  }

  private Duration duration(String name, Duration byDefault) {
    String text = told.get(name);
    if (text == null) {
      return byDefault;
    }
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private int number(String name, int byDefault) {
    String text = told.get(name);
    try {
      return text == null ? byDefault : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw ClientOptions.refusal(name, text, "a number");
    }
  }

  private @Nullable String token() {
    Path file = path("token_file");
    if (file == null) {
      return null;
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw ClientOptions.refusal("token_file", file.toString(), "a readable file");
    }
  }

  private @Nullable Path path(String name) {
    String text = told.get(name);
    if (text == null) {
      return null;
    }
    Path path = Path.of(text);
    if (!Files.isReadable(path)) {
      throw ClientOptions.refusal(name, text, "a readable file");
    }
    return path;
  }
}
