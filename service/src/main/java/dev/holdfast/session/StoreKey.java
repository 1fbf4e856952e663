package dev.holdfast.session;

/**
 * The name under which a store keeps a session: 43 base64url characters that nobody can turn back
 * into a {@link SessionKey}. {@link #toString()} never prints it.
 *
 * @param value the 43 characters
 */
public record StoreKey(String value) {
  /** The number of characters of every store key. */
  public static final int LENGTH = 43;

  /** Checks the form. */
  public StoreKey {
    TokenAlphabet.require("store key", value, LENGTH, LENGTH);
  }

  @Override
  public String toString() {
    return "StoreKey[hidden]";
  }
}
