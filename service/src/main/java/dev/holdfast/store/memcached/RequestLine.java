package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;

/**
 * Writes one line of a request. Keys are digests of a fixed alphabet: nothing in them can end the
 * line.
 */
final class RequestLine {
  private static final int MAX_BYTES = 160;

  private final byte[] bytes = new byte[MAX_BYTES];
  private int size;

  static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  RequestLine put(ItemKey key) {
    key.writeTo(bytes, size);
    size += ItemKey.LENGTH;
    return this;
  }

  RequestLine put(byte b) {
    bytes[size++] = b;
    return this;
  }

  RequestLine put(byte[] text) {
    System.arraycopy(text, 0, bytes, size, text.length);
    size += text.length;
    return this;
  }

  /** Writes a number that is not negative. */
  RequestLine put(long number) {
    int digits = 1;
    for (long rest = number / 10; rest != 0; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int i = size + digits - 1; i >= size; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
    return this;
  }

  /** Ends the line and returns its bytes. */
  byte[] end() {
    endLine();
    return Arrays.copyOf(bytes, size);
  }

  /** Ends the line and returns its bytes with a value behind them. */
  byte[] endWith(byte[] value) {
    endLine();
    byte[] all = Arrays.copyOf(bytes, size + value.length + 2);
    System.arraycopy(value, 0, all, size, value.length);
    all[all.length - 2] = '\r';
    all[all.length - 1] = '\n';
    return all;
  }

  private void endLine() {
    put((byte) '\r').put((byte) '\n');
  }
}
