package dev.holdfast.session;

/**
 * The name under which a store keeps a user: 43 base64url characters that nobody can turn back into
 * a {@link UserHash}, and that differ from namespace to namespace. {@link #toString()} never prints
 * it.
 *
 * @param value the 43 characters
 */
public record UserKey(String value) {
  /** The number of characters of every user key. */
  public static final int LENGTH = 43;

  /** Checks the form. */
  public UserKey {
    TokenAlphabet.require("user key", value, LENGTH, LENGTH);
  }

  @Override
  public String toString() {
    return "UserKey[hidden]";
  }
}
