package dev.holdfast.client.rest;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** What comes over a connection, each answer by a deadline. */
final class TimedInput {
  private static final int MOST_LINES_BYTES = 64 << 10;

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[8 << 10];
  private int from;
  private int to;
  private int linesBytes;
  private long end;

  TimedInput(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  /** Sets the deadline, by {@link System#nanoTime}. */
  void readUntil(long nanos) {
    end = nanos;
  }

  /** Whether all that came was read. */
  boolean isEmpty() {
    return from == to;
  }

  /** Begins to count the bytes of lines, which have a limit together. */
  void beginLines() {
    linesBytes = 0;
  }

  /** Returns a line without its end. */
  String line() throws IOException {
    StringBuilder before = null;
    while (true) {
      int at = from;
      while (at < to && buffer[at] != '\n') {
        at++;
      }
      count(at - from + 1);
      String piece = new String(buffer, from, at - from, StandardCharsets.ISO_8859_1);
      if (at < to) {
        from = at + 1;
        return withoutReturn(before == null ? piece : before.append(piece).toString());
      }
      before = (before == null ? new StringBuilder() : before).append(piece);
      fill();
    }
  }

  private void count(int bytes) throws IOException {
    linesBytes += bytes;
    if (linesBytes > MOST_LINES_BYTES) {
      throw new ProtocolException("more than %d bytes of lines".formatted(MOST_LINES_BYTES));
    }
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  byte[] bytes(int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int at = 0; at < count; ) {
      if (from == to) {
        fill();
      }
      int some = Math.min(to - from, count - at);
      System.arraycopy(buffer, from, bytes, at, some);
      from += some;
      at += some;
    }
    return bytes;
  }

  private void fill() throws IOException {
    long left = end - System.nanoTime();
    if (left <= 0) {
      throw new SocketTimeoutException("no answer in time");
    }
    socket.setSoTimeout((int) Math.min(left / 1_000_000 + 1, Integer.MAX_VALUE));
    from = 0;
    to = 0;
    int count = in.read(buffer, 0, buffer.length);
    if (count <= 0) {
      throw new EOFException("the connection ended within an answer");
    }
    to = count;
  }
}
