package dev.holdfast.session;

/**
 * The version of a session: a 40-bit counter that grows by one with every write, and a 23-bit nonce
 * derived from operation and key. Equal versions of one session mean the same operation, on
 * whichever replica it ran; the higher counter is the later write.
 *
 * @param value the 63 bits, counter first; greater than zero
 */
public record SessionVersion(long value) implements Comparable<SessionVersion> {
  private static final int NONCE_BITS = 23;
  private static final long NONCE_MASK = (1L << NONCE_BITS) - 1;
  private static final int MAX_DIGITS = 19;

  /** Checks the range. */
  public SessionVersion {
    if (value <= 0) {
      throw new InvalidInputException("version: " + value + " (expected: > 0)");
    }
  }

  /** Returns the version of the first write of a key. */
  public static SessionVersion first(StoreKey key, OperationId operation) {
    return of(1, key, operation);
  }

  /** Returns the version that {@code operation} gives the key after this one. */
  public SessionVersion next(StoreKey key, OperationId operation) {
    return of(counter() + 1, key, operation);
  }

  private static SessionVersion of(long counter, StoreKey key, OperationId operation) {
    return new SessionVersion(counter << NONCE_BITS | nonce(key, operation));
  }

  private static long nonce(StoreKey key, OperationId operation) {
    long mixed = operation.high() * 31 + operation.low() + key.value().hashCode();
    mixed = (mixed ^ mixed >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return (mixed ^ mixed >>> 31) & NONCE_MASK;
  }

  /**
   * Reads a strong entity tag (RFC 9110, section 8.8.3) such as {@code "17"}.
   *
   * @throws InvalidInputException for a weak tag, a list or anything but a quoted decimal
   */
  public static SessionVersion parseEtag(String etag) {
    int last = etag.length() - 1;
    if (last < 2 || last > MAX_DIGITS + 1 || etag.charAt(0) != '"' || etag.charAt(last) != '"') {
      throw malformed(etag);
    }
    try {
      return new SessionVersion(Long.parseUnsignedLong(etag, 1, last, 10));
    } catch (NumberFormatException _) {
      throw malformed(etag);
    }
  }

  private static InvalidInputException malformed(String etag) {
    String shown = etag.length() > 40 ? etag.substring(0, 40) + "..." : etag;
    return new InvalidInputException(
        "ETag: " + shown + " (expected: one strong tag, a quoted decimal such as \"17\")");
  }

  /** Returns the strong entity tag. */
  public String etag() {
    return "\"" + value + "\"";
  }

  /** Returns how many writes led here. */
  public long counter() {
    return value >>> NONCE_BITS;
  }

  @Override
  public int compareTo(SessionVersion other) {
    return Long.compare(value, other.value);
  }
}
