package dev.holdfast.client.attribute;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One attribute as bytes, and the codec that reads them. {@link #toString()} hides the bytes. */
public final class Envelope {
  private final String codec;
  private final byte[] bytes;

  /**
   * Makes an envelope.
   *
   * @param codec the id of the codec
   * @param bytes taken over as they are: not to be changed afterwards
   */
  public Envelope(String codec, byte[] bytes) {
    this.codec = codec;
    this.bytes = bytes;
  }

  /** Returns the id of the codec. */
  public String codec() {
    return codec;
  }

  /** Returns the bytes themselves: not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Envelope envelope
        && codec.equals(envelope.codec)
        && Arrays.equals(bytes, envelope.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * codec.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Envelope[%s, %d bytes]".formatted(codec, bytes.length);
  }
}
