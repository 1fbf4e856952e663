package dev.holdfast.springsession;

import dev.holdfast.client.session.SessionRequest;
import dev.holdfast.client.session.WebSession;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that one web request works on, through all its dispatches: what Spring Session asks
 * for several times is answered with the same object.
 */
final class CurrentRequest {
  private static final ThreadLocal<@Nullable CurrentRequest> BOUND = new ThreadLocal<>();

  private final SessionRequest request;
  private final Map<WebSession, HoldfastSession> sessions = new HashMap<>();
  private @Nullable HoldfastSession renamed;

  CurrentRequest(SessionRequest request) {
    this.request = request;
  }

  /** Returns the request that this thread works on; null outside of one. */
  static @Nullable CurrentRequest bound() {
    return BOUND.get();
  }

  /** Has this thread work on a request, or on none, and returns what it worked on before. */
  static @Nullable CurrentRequest bind(@Nullable CurrentRequest next) {
    CurrentRequest before = BOUND.get();
    if (next == null) {
      BOUND.remove();
    } else {
      BOUND.set(next);
    }
    return before;
  }

  SessionRequest request() {
    return request;
  }

  synchronized HoldfastSession session(
      WebSession session, Function<WebSession, HoldfastSession> wrapper) {
    return sessions.computeIfAbsent(session, wrapper);
  }

  synchronized void renamed(HoldfastSession session) {
    renamed = session;
  }

  /** Returns the new id that a session of this request was given; null for none. */
  synchronized @Nullable String newId() {
    return renamed == null || renamed.isExpired() ? null : renamed.getId();
  }

  /** Frees the locks that are still held. */
  void end() {
    request.abandon();
  }
}
