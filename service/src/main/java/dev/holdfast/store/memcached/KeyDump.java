package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.holdfast.session.StoreKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the records that a node holds, one after the other, over a connection of its own: the
 * node lists them while it serves others.
 */
final class KeyDump implements AutoCloseable {
  private static final byte[] REQUEST = RequestLine.ascii("lru_crawler metadump hash\r\n");
  private static final String RECORD = "key=s%3A";
  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(5).toMillis();

  private final Socket socket = new Socket();
  private final BufferedReader lines;

  KeyDump(String host, int port) throws IOException {
    try {
      socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(REQUEST);
      lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  /**
   * Returns the next key, or null when there are no more.
   *
   * @throws IOException if the node refuses, or goes away before the end
   */
  @Nullable StoreKey next() throws IOException {
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      int end = RECORD.length() + StoreKey.LENGTH;
      if (line.startsWith(RECORD) && line.indexOf(' ') == end) {
        return new StoreKey(line.substring(RECORD.length(), end));
      }
      if (line.equals("END")) {
        return null;
      }
      if (!line.startsWith("key=")) {
        throw new IOException("the node does not list its keys: " + line);
      }
    }
    throw new IOException("the node went away before the end of its keys");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
