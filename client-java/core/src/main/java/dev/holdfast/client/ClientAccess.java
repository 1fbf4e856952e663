package dev.holdfast.client;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and whom the client trusts. {@link #toString()} hides the token.
 *
 * @param token the bearer token of the namespace; null for none
 * @param caFile PEM certificates that may vouch for an https endpoint; null for those of the JDK
 */
public record ClientAccess(@Nullable String token, @Nullable Path caFile) {
  /** No token, and the certificates of the JDK. */
  public static final ClientAccess OPEN = new ClientAccess(null, null);

  /** Refuses a token that no header can carry, without repeating it. */
  public ClientAccess {
    if (token != null && (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127))) {
      throw new IllegalArgumentException(
          "token: %d characters (expected: printable ones, without spaces)"
              .formatted(token.length()));
    }
  }

  @Override
  public String toString() {
    return "ClientAccess[token=%s, caFile=%s]".formatted(token == null ? "none" : "***", caFile);
  }
}
