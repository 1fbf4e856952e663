package dev.holdfast.session;

/**
 * The name a client gives a session: 16 to 128 of {@code A-Z a-z 0-9 _ -}, by convention the
 * base64url SHA-256 of the cookie value. {@link #toString()} never prints it.
 *
 * @param value the key as it came
 */
public record SessionKey(String value) {
  /** Checks the form; throws {@link InvalidInputException} without repeating the key. */
  public SessionKey {
    TokenAlphabet.require("key", value, 16, 128);
  }

  @Override
  public String toString() {
    return "SessionKey[hidden]";
  }
}
