package dev.holdfast.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns namespace and key into a {@link StoreKey}, and namespace and user into a {@link UserKey}:
 * base64url of HMAC-SHA-256 (RFC 2104) under a secret pepper, so that a dump of a store matches no
 * log and no cookie. Another pepper makes every stored session unreachable. Safe for use by many
 * threads.
 */
public final class KeyDigest {
  /** The least length of a pepper, in bytes. */
  public static final int MIN_PEPPER_BYTES = 16;

  private static final int HANDLE_LENGTH = 22; // 132 bits
  private static final String USER_MARK = "\0"; // no key begins so
  private static final String NO_NAMESPACE = ""; // no namespace is called so
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
    return new StoreKey(digest(namespace, key.value()));
  }

  /** Returns the user key of a user in a namespace. No session key gives the same digest. */
  public UserKey of(String namespace, UserHash user) {
    return new UserKey(digest(namespace, USER_MARK + user.value()));
  }

  /** Returns a handle for a session: {@value #HANDLE_LENGTH} characters that lead to no key. */
  String handle(StoreKey key) {
    return digest(NO_NAMESPACE, key.value()).substring(0, HANDLE_LENGTH);
  }

  private String digest(String namespace, String name) {
    Mac mac = copy();
    mac.update(namespace.getBytes(UTF_8));
    mac.update((byte) 0);
    return BASE64.encodeToString(mac.doFinal(name.getBytes(US_ASCII)));
  }

  private Mac copy() {
    try {
      return (Mac) prototype.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("HmacSHA256 of this JDK cannot be cloned", e);
    }
  }
}
