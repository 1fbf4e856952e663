package dev.holdfast.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Texts of the alphabet {@code A-Z a-z 0-9 _ -}. */
final class Token {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Copied for each use: to look the algorithm up costs more than a short digest. */
  private static final MessageDigest SHA_256 = sha256();

  private Token() {}

  /** Returns the text; refuses it without repeating it, for it may be a secret. */
  static String require(String what, String text, int least, int most) {
    if (text.length() < least || text.length() > most || !isOfAlphabet(text)) {
      throw new IllegalArgumentException(
          "%s: %d characters (expected: %d to %d of A-Z a-z 0-9 _ -)"
              .formatted(what, text.length(), least, most));
    }
    return text;
  }

  private static boolean isOfAlphabet(String text) {
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      boolean letter = (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z');
      if (!letter && !(each >= '0' && each <= '9') && each != '_' && each != '-') {
        return false;
      }
    }
    return true;
  }

  /** Returns 128 random bits. */
  static byte[] random() {
    byte[] bits = new byte[16];
    RANDOM.nextBytes(bits);
    return bits;
  }

  static String base64(byte[] bytes) {
    return BASE64.encodeToString(bytes);
  }

  /** Returns base64url(SHA-256(text)), 43 characters. */
  static String digest(String text) {
    try {
      MessageDigest sha256 = (MessageDigest) SHA_256.clone();
      return base64(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the SHA-256 of this JDK cannot be copied", e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
