package dev.holdfast.client;

/**
 * The name under which the service knows a user: a digest of the user id, never the id.
 *
 * @param value 16 to 128 of {@code A-Z a-z 0-9 _ -}
 */
public record UserHash(String value) {
  /** Checks the form; throws {@link IllegalArgumentException} without repeating the hash. */
  public UserHash {
    Token.require("user", value, 16, 128);
  }

  /** Returns the hash of a user id: base64url(SHA-256(id)), 43 characters. */
  public static UserHash ofUserId(String id) {
    return new UserHash(Token.digest(id));
  }

  @Override
  public String toString() {
    return "UserHash[hidden]";
  }
}
