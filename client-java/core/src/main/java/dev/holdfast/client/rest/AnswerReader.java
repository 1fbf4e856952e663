package dev.holdfast.client.rest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the answers of one connection of HTTP/1.1. One whose end is ambiguous is refused, and so is
 * one that only the end of its connection would end: it may have been cut off.
 */
final class AnswerReader {
  private static final int MOST_BODY_BYTES = 64 << 20;
  private static final int FIRST_STATUS = 100;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int FIRST_FINAL_STATUS = 200;
  private static final int VERSION_CHARACTERS = "HTTP/1.1 ".length();
  private static final int STATUS_LINE_CHARACTERS = VERSION_CHARACTERS + 3;

  private final TimedInput in;
  private boolean isOld;
  private boolean lasts = true;

  AnswerReader(Socket socket) throws IOException {
    this.in = new TimedInput(socket);
  }

  /** Whether the last answer was read to its end, and the connection goes on after it. */
  boolean isAtItsEnd() {
    return lasts && in.isEmpty();
  }

  HttpAnswer read(boolean bodiless, long end) throws IOException {
    lasts = false;
    in.readUntil(end);
    in.beginLines();
    HttpAnswer head;
    do {
      head = head();
    } while (head.status() < FIRST_FINAL_STATUS);
    boolean empty = bodiless || head.status() == 204 || head.status() == 304;
    HttpAnswer answer = empty ? head : head.withBody(body(head));
    lasts = !isOld && !saysClose(head);
    return answer;
  }

  private HttpAnswer head() throws IOException {
    String first = in.line();
    isOld = first.startsWith("HTTP/1.0 ");
    boolean known = isOld || first.startsWith("HTTP/1.1 ");
    if (!known || first.length() < STATUS_LINE_CHARACTERS) {
      throw new ProtocolException("an answer that is not HTTP/1.1");
    }
    int status = number(first.substring(VERSION_CHARACTERS, STATUS_LINE_CHARACTERS), 10);
    boolean more = first.length() > STATUS_LINE_CHARACTERS;
    if (status < FIRST_STATUS
        || status == SWITCHING_PROTOCOLS
        || (more && first.charAt(STATUS_LINE_CHARACTERS) != ' ')) {
      throw new ProtocolException("an answer with a malformed status");
    }
    return new HttpAnswer(status, headers(), new byte[0]);
  }

  private List<String> headers() throws IOException {
    List<String> headers = new ArrayList<>(32);
    for (String line = in.line(); !line.isEmpty(); line = in.line()) {
      int colon = line.indexOf(':');
      if (colon <= 0 || !isPlain(line, colon)) {
        throw new ProtocolException("an answer with a malformed header");
      }
      headers.add(line.substring(0, colon));
      headers.add(line.substring(colon + 1).strip());
    }
    return headers;
  }

  /** A space in a name, or a control character in a value, is read differently by others. */
  private static boolean isPlain(String line, int colon) {
    for (int i = 0; i < line.length(); i++) {
      char each = line.charAt(i);
      boolean plain = i < colon ? each > ' ' && each < 0x7f : each >= ' ' && each != 0x7f;
      if (!plain && !(each == '\t' && i > colon)) {
        return false;
      }
    }
    return true;
  }

  private byte[] body(HttpAnswer head) throws IOException {
    List<String> lengths = head.headers("Content-Length");
    List<String> codings = head.headers("Transfer-Encoding");
    if (codings.isEmpty() && lengths.size() == 1) {
      return in.bytes(number(lengths.get(0), 10));
    }
    boolean chunked = codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
    if (chunked && lengths.isEmpty() && !isOld) {
      return chunks();
    }
    throw new ProtocolException("an answer whose end cannot be told");
  }

  private byte[] chunks() throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int bytes = chunkBytes(); bytes > 0; bytes = chunkBytes()) {
      bounded(body.size() + (long) bytes);
      body.writeBytes(in.bytes(bytes));
      if (!in.line().isEmpty()) {
        throw new ProtocolException("a chunk that is longer than it says");
      }
    }
    String trailer;
    do {
      trailer = in.line();
    } while (!trailer.isEmpty());
    return body.toByteArray();
  }

  private int chunkBytes() throws IOException {
    in.beginLines();
    String size = in.line();
    int semicolon = size.indexOf(';');
    return number((semicolon < 0 ? size : size.substring(0, semicolon)).strip(), 16);
  }

  private static int bounded(long bytes) throws IOException {
    if (bytes > MOST_BODY_BYTES) {
      throw new ProtocolException("an answer of more than " + MOST_BODY_BYTES + " bytes");
    }
    return (int) bytes;
  }

  /** Stricter than {@link Integer#parseInt(String)}, which takes a sign. */
  private static int number(String digits, int radix) throws IOException {
    int number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = Character.digit(digits.charAt(i), radix);
      if (digit < 0) {
        throw new ProtocolException("an answer with a malformed number");
      }
      number = bounded((long) number * radix + digit);
    }
    if (digits.isEmpty()) {
      throw new ProtocolException("an answer with an empty number");
    }
    return number;
  }

  private static boolean saysClose(HttpAnswer head) {
    return head.headers("Connection").stream()
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("close"));
  }
}
