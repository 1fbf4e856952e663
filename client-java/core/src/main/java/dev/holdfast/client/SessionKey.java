package dev.holdfast.client;

/**
 * The name under which the service keeps a session: a digest of the session id, never the id.
 *
 * <p>{@link #toString()} hides it, so that no log can leak it.
 *
 * @param value 16 to 128 of {@code A-Z a-z 0-9 _ -}
 */
public record SessionKey(String value) {
  /** Checks the form; throws {@link IllegalArgumentException} without repeating the key. */
  public SessionKey {
    Token.require("session key", value, 16, 128);
  }

  /**
   * Returns the key of the session that a cookie opens: base64url(SHA-256(id)), 43 characters.
   *
   * @param id the cookie value without a route suffix
   */
  public static SessionKey ofSessionId(String id) {
    return new SessionKey(Token.digest(id));
  }

  @Override
  public String toString() {
    return "SessionKey[hidden]";
  }
}
