package dev.holdfast.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bearer tokens (RFC 6750) that open a namespace, or the calls of operators, kept as SHA-256
 * digests and compared in constant time.
 */
public final class TokenSet {
  private static final int DIGEST_BYTES = 32;
  private static final String SCHEME = "Bearer ";

  /** No token: a namespace is open to whoever reaches the listener. */
  public static final TokenSet OPEN = new TokenSet(List.of());

  private final List<byte[]> digests;

  private TokenSet(List<byte[]> digests) {
    this.digests = digests;
  }

  /**
   * Reads tokens from their digests.
   *
   * @param sha256Hex each the SHA-256 of a token in 64 hexadecimal digits
   */
  public static TokenSet ofDigests(List<String> sha256Hex) {
    return new TokenSet(sha256Hex.stream().map(TokenSet::readDigest).toList());
  }

  /**
   * Returns the token that a caller sent, or null.
   *
   * @param authorization the value of the {@code Authorization} header or metadata, or null
   */
  public static @Nullable String sentIn(@Nullable String authorization) {
    return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? authorization.substring(SCHEME.length()).strip()
        : null;
  }

  /** Returns whether there is no token. */
  public boolean isOpen() {
    return digests.isEmpty();
  }

  /** Returns whether {@code token} is one of these. */
  public boolean contains(String token) {
    byte[] digest = sha256(token);
    boolean known = false;
    for (byte[] each : digests) {
      known |= MessageDigest.isEqual(each, digest);
    }
    return known;
  }

  private static byte[] readDigest(String hex) {
    if (hex.length() == 2 * DIGEST_BYTES) {
      try {
        return HexFormat.of().parseHex(hex);
      } catch (IllegalArgumentException _) {
        throw malformed(hex);
      }
    }
    throw malformed(hex);
  }

  private static InvalidInputException malformed(String hex) {
    return new InvalidInputException(
        "token digest: %d characters (expected: 64 hexadecimal digits, the SHA-256 of the token)"
            .formatted(hex.length()));
  }

  private static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JDK has no SHA-256", e);
    }
  }
}
