package dev.holdfast.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One listening socket.
 *
 * @param host the address to listen on
 * @param port the port
 * @param tls what to prove the server's name with, or null for plain text
 */
public record ListenerSettings(String host, int port, @Nullable Tls tls) {
  /**
   * A certificate and its key.
   *
   * @param certificate a PEM file with the chain
   * @param key a PEM file with the private key
   */
  public record Tls(Path certificate, Path key) {}

  /** Reads the keys that every listener has; the section may have more. */
  static ListenerSettings read(ConfigSection section, int port) {
    String host = section.string("host", "127.0.0.1");
    int chosen = section.integer("port", port, 1, 65_535);
    Tls tls = readTls(section.section("tls"));
    return new ListenerSettings(host, chosen, tls);
  }

  private static @Nullable Tls readTls(ConfigSection section) {
    String certificate = section.string("certificate");
    String key = section.string("key");
    section.done();
    if (certificate == null && key == null) {
      return null;
    }
    if (certificate == null || key == null) {
      throw new ConfigurationException(
          section.path() + ": needs both certificate and key, two PEM files");
    }
    return new Tls(readable(section, certificate), readable(section, key));
  }

  private static Path readable(ConfigSection section, String file) {
    Path path = Path.of(file);
    if (!java.nio.file.Files.isReadable(path)) {
      throw new ConfigurationException(
          section.path() + ": " + file + " (expected: a readable PEM file)");
    }
    return path;
  }

  /** Returns whether only this machine can reach the listener. */
  public boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException _) {
      return false;
    }
  }
}
