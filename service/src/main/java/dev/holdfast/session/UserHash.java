package dev.holdfast.session;

/**
 * The client's hash of a user id: 16 to 128 of {@code A-Z a-z 0-9 _ -}.
 *
 * @param value the hash as it came
 */
public record UserHash(String value) {
  /** Checks the form. */
  public UserHash {
    TokenAlphabet.require("user", value, 16, 128);
  }

  @Override
  public String toString() {
    return "UserHash[hidden]";
  }
}
