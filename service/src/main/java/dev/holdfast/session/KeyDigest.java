package dev.holdfast.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns namespace and key into a {@link StoreKey}: base64url of HMAC-SHA-256 (RFC 2104) under a
 * secret pepper, so that a dump of a store matches no log and no cookie. Another pepper makes every
 * stored session unreachable. Safe for use by many threads.
 */
public final class KeyDigest {
  /** The least length of a pepper, in bytes. */
  public static final int MIN_PEPPER_BYTES = 16;

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final Mac prototype;

  /**
   * @param pepper the secret, at least {@value #MIN_PEPPER_BYTES} bytes; copied
   */
  public KeyDigest(byte[] pepper) {
    if (pepper.length < MIN_PEPPER_BYTES) {
      throw new InvalidInputException(
          "pepper: %d bytes (expected: at least %d)".formatted(pepper.length, MIN_PEPPER_BYTES));
    }
    try {
      prototype = Mac.getInstance("HmacSHA256");
      prototype.init(new SecretKeySpec(pepper, "HmacSHA256"));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("this JDK has no HmacSHA256", e);
    }
  }

  /** Returns the store key of a key in a namespace. */
  public StoreKey of(String namespace, SessionKey key) {
    Mac mac = copy();
    mac.update(namespace.getBytes(UTF_8));
    mac.update((byte) 0);
    byte[] digest = mac.doFinal(key.value().getBytes(US_ASCII));
    return new StoreKey(BASE64.encodeToString(digest));
  }

  private Mac copy() {
    try {
      return (Mac) prototype.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("HmacSHA256 of this JDK cannot be cloned", e);
    }
  }
}
