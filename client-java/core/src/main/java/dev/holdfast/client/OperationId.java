package dev.holdfast.client;

import java.util.HexFormat;

/**
 * The name of one write: a write sent again under the same name is applied once and answers as the
 * first time.
 *
 * @param value a UUID or 32 hexadecimal digits
 */
public record OperationId(String value) {
  private static final int DIGITS = 32;
  private static final String UUID_DASHES = "        -    -    -    -            ";

  /** Checks the form. */
  public OperationId {
    if (!isOfForm(value)) {
      throw new IllegalArgumentException(
          "operation id: %d characters (expected: a UUID or 32 hexadecimal digits)"
              .formatted(value.length()));
    }
  }

  /** Returns a new name. */
  public static OperationId random() {
    return new OperationId(HexFormat.of().formatHex(Token.random()));
  }

  private static boolean isOfForm(String value) {
    boolean plain = value.length() == DIGITS;
    if (!plain && value.length() != UUID_DASHES.length()) {
      return false;
    }
    for (int i = 0; i < value.length(); i++) {
      boolean dash = !plain && UUID_DASHES.charAt(i) == '-';
      if (dash ? value.charAt(i) != '-' : !HexFormat.isHexDigit(value.charAt(i))) {
        return false;
      }
    }
    return true;
  }
}
