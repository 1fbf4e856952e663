package dev.holdfast.session;

/**
 * The client's own name for one holder of a lock: 8 to 64 of {@code A-Z a-z 0-9 _ -}.
 *
 * @param value the token as it came
 */
public record OwnerToken(String value) {
  /** Checks the form. */
  public OwnerToken {
    TokenAlphabet.require("owner", value, 8, 64);
  }

  @Override
  public String toString() {
    return "OwnerToken[hidden]";
  }
}
