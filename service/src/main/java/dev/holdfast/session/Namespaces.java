package dev.holdfast.session;

import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The namespaces of this service, and the question who may enter one. */
public final class Namespaces {
  private final Map<String, Namespace> byName;

  /**
   * @param all each namespace once
   */
  public Namespaces(Collection<Namespace> all) {
    byName =
        all.stream().collect(Collectors.toUnmodifiableMap(Namespace::name, Function.identity()));
  }

  /** Returns whether some namespace can be entered without a token. */
  public boolean hasOpen() {
    return byName.values().stream().anyMatch(namespace -> namespace.tokens().isOpen());
  }

  /**
   * Lets a caller into a namespace.
   *
   * @param token the bearer token, or null when there was none
   * @return the namespace; UNAUTHENTICATED without a token that anybody knows; PERMISSION_DENIED
   *     for a known token of another namespace, and for a namespace that does not exist
   */
  public Answer<Namespace> enter(String name, @Nullable String token) {
    Namespace namespace = byName.get(name);
    if (namespace != null && (namespace.tokens().isOpen() || holds(namespace, token))) {
      return Answer.done(namespace);
    }
    if (namespace != null && !isKnown(token)) {
      return Answer.refused(
          ErrorCode.UNAUTHENTICATED, token == null ? "no bearer token was sent" : "unknown token");
    }
    return Answer.refused(
        ErrorCode.PERMISSION_DENIED, "the namespace does not exist or is not the token's");
  }

  private boolean isKnown(@Nullable String token) {
    return byName.values().stream().anyMatch(namespace -> holds(namespace, token));
  }

  private static boolean holds(Namespace namespace, @Nullable String token) {
    return token != null && namespace.tokens().contains(token);
  }
}
