package dev.holdfast.client.rest;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the answers of one connection of HTTP/1.1, each by a deadline. */
final class AnswerReader {
  private static final int MOST_HEAD_BYTES = 64 << 10;
  private static final int MOST_BODY_BYTES = 64 << 20;
  private static final int FIRST_FINAL_STATUS = 200;

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[8 << 10];
  private int from;
  private int to;
  private int headBytes;
  private boolean isOld;
  private boolean lasts = true;

  AnswerReader(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  /** Whether the last answer was read to its end, and the connection goes on after it. */
  boolean isAtItsEnd() {
    return lasts && from == to;
  }

  HttpAnswer read(boolean bodiless, long end) throws IOException {
    lasts = false;
    HttpAnswer head;
    do {
      head = head(end);
    } while (head.status() < FIRST_FINAL_STATUS);
    boolean empty = bodiless || head.status() == 204 || head.status() == 304;
    String length = head.header("Content-Length");
    boolean chunked = contains(head.header("Transfer-Encoding"), "chunked");
    byte[] body =
        empty
            ? new byte[0]
            : chunked ? chunks(end) : length == null ? rest(end) : body(length, end);
    boolean delimited = empty || chunked || length != null;
    lasts = delimited && !isOld && !contains(head.header("Connection"), "close");
    return head.withBody(body);
  }

  private HttpAnswer head(long end) throws IOException {
    headBytes = 0;
    String first = line(end);
    isOld = first.startsWith("HTTP/1.0 ");
    if (!(isOld || first.startsWith("HTTP/1.1 ")) || first.length() < 12) {
      throw new IOException("an answer that is not HTTP/1.1");
    }
    List<String> headers = new ArrayList<>(32);
    for (String line = line(end); !line.isEmpty(); line = line(end)) {
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw new IOException("a header without a name");
      }
      headers.add(line.substring(0, colon));
      headers.add(line.substring(colon + 1).strip());
    }
    return new HttpAnswer(number(first.substring(9, 12), 10), headers, new byte[0]);
  }

  /** Returns a line without its end. */
  private String line(long end) throws IOException {
    StringBuilder before = null;
    while (true) {
      for (int at = from; at < to; at++) {
        if (buffer[at] == '\n') {
          int last = at > from && buffer[at - 1] == '\r' ? at - 1 : at;
          String piece = text(from, last);
          from = at + 1;
          return before == null ? piece : ended(before.append(piece));
        }
      }
      before = before == null ? new StringBuilder() : before;
      before.append(text(from, to));
      headBytes += to - from;
      if (headBytes > MOST_HEAD_BYTES) {
        throw new IOException("an answer with a head of more than " + MOST_HEAD_BYTES + " bytes");
      }
      fill(end);
    }
  }

  /** The end of a line may have come in two pieces. */
  private static String ended(StringBuilder line) {
    int last = line.length() - 1;
    return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
  }

  private String text(int begin, int finish) {
    return new String(buffer, begin, finish - begin, StandardCharsets.ISO_8859_1);
  }

  private byte[] body(String length, long end) throws IOException {
    byte[] body = new byte[bounded(number(length, 10))];
    read(body, end);
    return body;
  }

  private void read(byte[] bytes, long end) throws IOException {
    for (int at = 0; at < bytes.length; ) {
      if (from == to) {
        fill(end);
      }
      int some = Math.min(to - from, bytes.length - at);
      System.arraycopy(buffer, from, bytes, at, some);
      from += some;
      at += some;
    }
  }

  private byte[] chunks(long end) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    while (true) {
      String size = line(end);
      int semicolon = size.indexOf(';');
      int bytes = number((semicolon < 0 ? size : size.substring(0, semicolon)).strip(), 16);
      bounded(body.size() + (long) bytes);
      if (bytes == 0) {
        break;
      }
      byte[] chunk = new byte[bytes];
      read(chunk, end);
      body.writeBytes(chunk);
      line(end);
    }
    while (!line(end).isEmpty()) {
      headBytes++; // Trailers say nothing here.
    }
    return body.toByteArray();
  }

  private byte[] rest(long end) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    do {
      body.write(buffer, from, to - from);
      from = to;
      bounded(body.size());
    } while (more(end));
    return body.toByteArray();
  }

  private void fill(long end) throws IOException {
    if (!more(end)) {
      throw new EOFException("the connection ended within an answer");
    }
  }

  /** Reads what is there, or waits for it; false at the end of the connection. */
  private boolean more(long end) throws IOException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException("no answer in time");
    }
    socket.setSoTimeout((int) Math.min(left / 1_000_000 + 1, Integer.MAX_VALUE));
    from = 0;
    to = 0;
    int count = in.read(buffer, 0, buffer.length);
    to = Math.max(count, 0);
    return count > 0;
  }

  private static int bounded(long bytes) throws IOException {
    if (bytes > MOST_BODY_BYTES) {
      throw new IOException("an answer of more than " + MOST_BODY_BYTES + " bytes");
    }
    return (int) bytes;
  }

  private static int number(String digits, int radix) throws IOException {
    try {
      int number = Integer.parseInt(digits, radix);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Told below, without the text.
    }
    throw new IOException("an answer with a malformed number");
  }

  private static boolean contains(@Nullable String value, String word) {
    return value != null && value.toLowerCase(Locale.ROOT).contains(word);
  }
}
