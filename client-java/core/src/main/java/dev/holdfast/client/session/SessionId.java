package dev.holdfast.client.session;

import dev.holdfast.client.SessionKey;
import org.jspecify.annotations.Nullable;

/**
 * A session id and the route behind it, by which a balancer finds a server: {@code id.route}.
 *
 * <p>The id stays the same when another server takes over: only the route changes. {@link
 * #toString()} hides the id.
 *
 * @param id what names the session
 * @param route the server that served it last; null for none
 */
public record SessionId(String id, @Nullable String route) {
  /** Reads a cookie value; the route is what follows the last dot. */
  public static SessionId parse(String cookieValue) {
    int dot = cookieValue.lastIndexOf('.');
    return dot <= 0
        ? new SessionId(cookieValue, null)
        : new SessionId(cookieValue.substring(0, dot), cookieValue.substring(dot + 1));
  }

  /** Returns the cookie value for another route, or without one. */
  public String cookieValue(@Nullable String ownRoute) {
    return ownRoute == null ? id : id + "." + ownRoute;
  }

  /** Returns the key of the session: base64url(SHA-256(id)). */
  public SessionKey key() {
    return SessionKey.ofSessionId(id);
  }

  @Override
  public String toString() {
    return "SessionId[hidden, route=" + route + "]";
  }
}
