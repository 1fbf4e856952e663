package dev.holdfast.lab.pool;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies all items out of a memcached and into one, over the meta protocol (1.6 or newer). */
final class NodeItems {
  private static final int TIMEOUT_MILLIS = 5000;

  private NodeItems() {}

  /**
   * Returns every item with value, flags and time to live; those that go meanwhile are left out.
   */
  static List<NodeItem> copy(int port) throws IOException {
    try (var socket = connect(port)) {
      var input = new BufferedInputStream(socket.getInputStream());
      List<NodeItem> items = new ArrayList<>();
      for (String key : keys(socket.getOutputStream(), input)) {
        send(socket.getOutputStream(), "mg " + key + " v f t\r\n");
        NodeItem item = item(key, input);
        if (item != null) {
          items.add(item);
        }
      }
      return items;
    }
  }

  /**
   * Stores items.
   *
   * @throws IOException also when one is refused
   */
  static void load(int port, List<NodeItem> items) throws IOException {
    try (var socket = connect(port)) {
      var input = new BufferedInputStream(socket.getInputStream());
      for (NodeItem item : items) {
        var command = new ByteArrayOutputStream();
        command.writeBytes(
            latin(
                "ms %s %d F%d T%d\r\n"
                    .formatted(
                        item.key(), item.value().length(), item.flags(), item.timeToLive())));
        command.writeBytes(latin(item.value()));
        command.writeBytes(latin("\r\n"));
        socket.getOutputStream().write(command.toByteArray());
        String answer = line(input);
        if (!answer.equals("HD")) {
          throw new IOException("an item was not stored: " + answer);
        }
      }
    }
  }

  private static Socket connect(int port) throws IOException {
    var socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return socket;
  }

  private static List<String> keys(OutputStream output, InputStream input) throws IOException {
    send(output, "lru_crawler metadump all\r\n");
    List<String> keys = new ArrayList<>();
    for (String line = line(input); !line.equals("END"); line = line(input)) {
      if (!line.startsWith("key=")) {
        throw new IOException("no list of items: " + line);
      }
      keys.add(URLDecoder.decode(line.substring(4, line.indexOf(' ')), StandardCharsets.UTF_8));
    }
    return keys;
  }

  private static @Nullable NodeItem item(String key, InputStream input) throws IOException {
    String[] head = line(input).split(" ", -1);
    if (!head[0].equals("VA")) {
      return null;
    }
    byte[] bytes = input.readNBytes(Integer.parseInt(head[1]));
    line(input);
    long flags = 0;
    long timeToLive = 0;
    for (String field : head) {
      switch (field.charAt(0)) {
        case 'f' -> flags = Long.parseLong(field.substring(1));
        case 't' -> timeToLive = Math.max(0, Long.parseLong(field.substring(1)));
        default -> {}
      }
    }
    return new NodeItem(key, flags, timeToLive, new String(bytes, ISO_8859_1));
  }

  private static void send(OutputStream output, String text) throws IOException {
    output.write(latin(text));
  }

  private static String line(InputStream input) throws IOException {
    var line = new StringBuilder();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        throw new EOFException("the node closed the connection");
      }
      line.append((char) next);
    }
    return line.toString().strip();
  }

  private static byte[] latin(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
