package dev.holdfast.jetty;

import dev.holdfast.client.session.SessionException;
import dev.holdfast.client.session.SessionRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.session.ManagedSession;
import org.jspecify.annotations.Nullable;

/**
 * One request and the sessions it works on, in each context that it comes to. It remembers the
 * first failure, for the answer.
 */
final class ServerRequest {
  private static final Logger LOG = System.getLogger("dev.holdfast.jetty");
  private static final ThreadLocal<@Nullable ServerRequest> BOUND = new ThreadLocal<>();

  /** What failed in this thread for a session that belongs to no request. */
  private static final ThreadLocal<@Nullable SessionException> UNBOUND_FAILURE =
      new ThreadLocal<>();

  private final HoldfastSessions sessions;
  private final @Nullable Request request;
  private final Map<SessionScope, SessionRequest> requests = new HashMap<>();
  private final Map<String, ManagedSession> managed = new HashMap<>();
  private @Nullable SessionException failure;
  private boolean committed;
  private boolean moved;

  ServerRequest(HoldfastSessions sessions, @Nullable Request request) {
    this.sessions = sessions;
    this.request = request;
  }

  static @Nullable ServerRequest bound() {
    return BOUND.get();
  }

  /** Has this thread work on a request, or on none, and returns what it worked on before. */
  static @Nullable ServerRequest bind(@Nullable ServerRequest next) {
    ServerRequest before = BOUND.get();
    if (next == null) {
      BOUND.remove();
    } else {
      BOUND.set(next);
      UNBOUND_FAILURE.remove(); // It was of other work on this thread.
    }
    return before;
  }

  /** Returns the sessions of this request in a context, worked on as the rules for its path say. */
  synchronized SessionRequest in(SessionScope scope) {
    return requests.computeIfAbsent(
        scope,
        each -> request == null ? each.begin(sessions.web()) : each.begin(sessions.web(), request));
  }

  Instant now() {
    return sessions.now();
  }

  /** Returns the route that the browser sent behind an id; null for none. */
  @Nullable String routeOf(String id) {
    if (request != null) {
      for (HttpCookie cookie : Request.getCookies(request)) {
        String value = cookie.getValue();
        if (value.length() > id.length() + 1 && value.startsWith(id + ".")) {
          return value.substring(id.length() + 1);
        }
      }
    }
    return null;
  }

  /** Remembers a failure for the answer, or says it in the log when the answer is gone. */
  synchronized void fail(SessionException why) {
    if (request == null) {
      UNBOUND_FAILURE.set(why);
    } else if (committed) {
      LOG.log(Level.WARNING, "changes after a response were not saved: {0}", why.getMessage());
    } else if (failure == null) {
      failure = why;
    }
  }

  synchronized boolean hasFailed() {
    return failure != null;
  }

  /** Returns what failed until the response begins; null for nothing. */
  synchronized @Nullable SessionException commit() {
    SessionException unbound = UNBOUND_FAILURE.get();
    UNBOUND_FAILURE.remove();
    committed = true;
    return failure == null ? unbound : failure;
  }

  synchronized void moved() {
    moved = true;
  }

  /** Whether a session has got a new id, which its cookie has to name. */
  synchronized boolean hasMoved() {
    return moved;
  }

  /** Frees the locks that are still held. */
  synchronized void end() {
    requests.values().forEach(SessionRequest::abandon);
  }

  synchronized @Nullable ManagedSession managed(String key) {
    return managed.get(key);
  }

  synchronized @Nullable ManagedSession manage(String key, ManagedSession session) {
    return managed.putIfAbsent(key, session);
  }

  synchronized boolean replace(String key, ManagedSession before, ManagedSession after) {
    return managed.replace(key, before, after);
  }

  synchronized @Nullable ManagedSession forget(String key) {
    return managed.remove(key);
  }
}
