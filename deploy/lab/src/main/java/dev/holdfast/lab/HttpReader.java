package dev.holdfast.lab;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads HTTP/1.1 answers off a connection, and tells one that never began from one that broke. */
final class HttpReader {
  private final BufferedInputStream input;
  private boolean reusable = true;

  HttpReader(InputStream input) {
    this.input = new BufferedInputStream(input);
  }

  /** True while the connection can carry another request. */
  boolean isReusable() {
    return reusable;
  }

  /**
   * Reads one answer.
   *
   * @throws AnswerCutException when the answer began and broke off
   * @throws IOException when it never began
   */
  HttpAnswer read() throws IOException {
    awaitFirstByte();
    try {
      String statusLine = readLine();
      List<String> headers = new ArrayList<>();
      for (String line = readLine(); !line.isEmpty(); line = readLine()) {
        headers.add(line);
      }
      String body = readBody(headers);
      reusable = !"close".equalsIgnoreCase(value(headers, "connection"));
      return new HttpAnswer(
          statusOf(statusLine), values(headers, "set-cookie"), value(headers, "retry-after"), body);
    } catch (IOException e) {
      throw new AnswerCutException(e);
    }
  }

  private void awaitFirstByte() throws IOException {
    input.mark(1);
    if (input.read() < 0) {
      throw new EOFException("connection closed");
    }
    input.reset();
  }

  private static int statusOf(String statusLine) throws IOException {
    String[] parts = statusLine.split(" ", 3);
    if (parts.length < 2 || !parts[1].matches("\\d{3}")) {
      throw new IOException("not an HTTP status line");
    }
    return Integer.parseInt(parts[1]);
  }

  private String readBody(List<String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(value(headers, "transfer-encoding"))) {
      return readChunks();
    }
    String length = value(headers, "content-length");
    if (!length.matches("\\d{1,9}")) {
      throw new IOException("an answer without a usable Content-Length");
    }
    return text(readExactly(Integer.parseInt(length)));
  }

  private String readChunks() throws IOException {
    var body = new ByteArrayOutputStream();
    for (int size = chunkSize(); size > 0; size = chunkSize()) {
      body.write(readExactly(size));
      readLine();
    }
    readLine();
    return text(body.toByteArray());
  }

  private int chunkSize() throws IOException {
    String size = readLine().split(";", 2)[0].strip();
    if (!size.matches("[0-9A-Fa-f]{1,7}")) {
      throw new IOException("not a chunk size");
    }
    return Integer.parseInt(size, 16);
  }

  private byte[] readExactly(int length) throws IOException {
    byte[] bytes = input.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("connection closed in the body");
    }
    return bytes;
  }

  private String readLine() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        throw new EOFException("connection closed");
      }
      line.write(next);
    }
    return text(line.toByteArray()).stripTrailing();
  }

  private static String value(List<String> headers, String name) {
    return values(headers, name).stream().findFirst().orElse("");
  }

  private static List<String> values(List<String> headers, String name) {
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
