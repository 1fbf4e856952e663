package dev.holdfast.client;

/**
 * The token by which one request proves that a lock is its own; asking again with it is harmless.
 *
 * @param value 8 to 64 of {@code A-Z a-z 0-9 _ -}
 */
public record LockOwner(String value) {
  /** Checks the form. */
  public LockOwner {
    Token.require("lock owner", value, 8, 64);
  }

  /** Returns a new token. */
  public static LockOwner random() {
    return new LockOwner(Token.base64(Token.random()));
  }
}
