package dev.holdfast.session;

import static dev.holdfast.session.Sample.done;
import static dev.holdfast.session.Sample.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NamespacesTest {
  private final Namespaces namespaces =
      new Namespaces(
          List.of(
              new Namespace("open", SessionPolicy.DEFAULT, TokenSet.OPEN),
              guarded("one", "token-one", "token-one-next"),
              guarded("two", "token-two")));

  private static Namespace guarded(String name, String... tokens) {
    List<String> digests = java.util.Arrays.stream(tokens).map(NamespacesTest::sha256).toList();
    return new Namespace(name, SessionPolicy.DEFAULT, TokenSet.ofDigests(digests));
  }

  private static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void enterLetsInWithAnyOfTheTokens() {
    assertEquals("one", done(namespaces.enter("one", "token-one")).name());
    assertEquals("one", done(namespaces.enter("one", "token-one-next")).name());
  }

  @Test
  void enterLetsEverybodyIntoAnOpenNamespace() {
    assertEquals("open", done(namespaces.enter("open", null)).name());
    assertEquals("open", done(namespaces.enter("open", "whatever")).name());
  }

  @Test
  void enterAsksForATokenWhenThereIsNoneThatAnybodyKnows() {
    assertEquals(ErrorCode.UNAUTHENTICATED, refused(namespaces.enter("one", null)).code());
    assertEquals(ErrorCode.UNAUTHENTICATED, refused(namespaces.enter("one", "wrong")).code());
  }

  @Test
  void enterRefusesTheTokenOfAnotherNamespace() {
    assertEquals(ErrorCode.PERMISSION_DENIED, refused(namespaces.enter("one", "token-two")).code());
  }

  @Test
  void enterRefusesANamespaceThatDoesNotExistWithoutSayingSo() {
    Refusal absent = refused(namespaces.enter("nowhere", "token-one"));
    Refusal foreign = refused(namespaces.enter("two", "token-one"));

    assertEquals(foreign, absent);
  }
}
