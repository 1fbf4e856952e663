package dev.holdfast.client;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a session. {@link #toString()} shows only their number. */
public final class Payload {
  private static final Payload EMPTY = new Payload(new byte[0]);

  private final byte[] bytes;

  private Payload(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Returns a payload of these bytes.
   *
   * @param bytes taken over as they are: not to be changed afterwards
   */
  public static Payload of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Payload(bytes);
  }

  /** Returns the bytes themselves: not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  /** Returns the number of bytes. */
  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Payload payload && Arrays.equals(bytes, payload.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Payload[" + bytes.length + " bytes]";
  }
}
