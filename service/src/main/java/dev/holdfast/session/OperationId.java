package dev.holdfast.session;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The name of one write: 128 bits, chosen by the client as a UUID (RFC 9562) or 32 hexadecimal
 * digits. A write repeated under the same name answers as the first did.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record OperationId(long high, long low) {
  private static final int HEX_DIGITS = 32;

  /**
   * Reads a UUID or 32 hexadecimal digits, quoted or not.
   *
   * @throws InvalidInputException for anything else
   */
  public static OperationId parse(String text) {
    String bare = unquoted(text);
    String hex = bare.length() == 36 ? withoutDashes(bare) : bare;
    if (hex.length() != HEX_DIGITS) {
      throw malformed(text);
    }
    try {
      return new OperationId(
          HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
    } catch (IllegalArgumentException _) {
      throw malformed(text);
    }
  }

  /** Returns a fresh id for a write that came without one. */
  public static OperationId random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new OperationId(random.nextLong(), random.nextLong());
  }

  private static String unquoted(String text) {
    int length = text.length();
    boolean quoted = length >= 2 && text.charAt(0) == '"' && text.charAt(length - 1) == '"';
    return quoted ? text.substring(1, length - 1) : text;
  }

  private static String withoutDashes(String uuid) {
    return uuid.charAt(8) == '-'
            && uuid.charAt(13) == '-'
            && uuid.charAt(18) == '-'
            && uuid.charAt(23) == '-'
        ? uuid.replace("-", "")
        : uuid;
  }

  private static InvalidInputException malformed(String text) {
    return new InvalidInputException(
        "operation id: %d characters (expected: a UUID or 32 hexadecimal digits)"
            .formatted(text.length()));
  }
}
