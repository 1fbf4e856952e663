package dev.holdfast.session;

/** The characters of keys and owner tokens: {@code A-Z a-z 0-9 _ -}. */
final class TokenAlphabet {
  private static final boolean[] ALLOWED = new boolean[128];

  static {
    String all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    all.chars().forEach(c -> ALLOWED[c] = true);
  }

  private TokenAlphabet() {}

  /** Returns {@code value}, or throws a message that tells its flaw without showing it. */
  static String require(String what, String value, int min, int max) {
    int length = value.length();
    if (length < min || length > max) {
      throw new InvalidInputException(
          what + ": " + length + " characters (expected: " + min + " to " + max + ")");
    }
    for (int i = 0; i < length; i++) {
      char c = value.charAt(i);
      if (c >= 128 || !ALLOWED[c]) {
        throw new InvalidInputException(
            "%s: character U+%04X at position %d (expected: A-Z a-z 0-9 _ -)"
                .formatted(what, (int) c, i + 1));
      }
    }
    return value;
  }
}
