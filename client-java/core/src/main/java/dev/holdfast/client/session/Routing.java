package dev.holdfast.client.session;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the requests of a session go.
 *
 * @param route this server's name in cookies; null for none
 * @param sticky whether a balancer brings the requests of a session back to the server of their
 *     route: then this server's copy is used without asking, except under a lock
 */
public record Routing(@Nullable String route, boolean sticky) {
  /** Any server serves any request. */
  public static final Routing NONE = new Routing(null, false);

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /** Checks the route; sticky needs one. */
  public Routing {
    if (route != null && !FORM.matcher(route).matches()) {
      throw new IllegalArgumentException(
          "route: %s (expected: 1 to 64 of A-Z a-z 0-9 _ -)".formatted(route));
    }
    if (sticky && route == null) {
      throw new IllegalArgumentException("sticky: true (expected: a route as well)");
    }
  }

  /** Returns the routing of a server that sees all requests of its sessions until it fails. */
  public static Routing sticky(String route) {
    return new Routing(route, true);
  }

  /** Whether a request with this route may use the server's copy without asking. */
  boolean trustsCopyOf(SessionId id) {
    return sticky && route != null && route.equals(id.route());
  }
}
