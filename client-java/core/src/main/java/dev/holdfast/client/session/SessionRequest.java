package dev.holdfast.client.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One web request and the sessions it works on. What was asked once is answered from memory, an
 * outage as well.
 *
 * <p>Call {@link #finish} before the response commits, also when the request failed; and {@link
 * #abandon} where nothing is to be saved. Both free the locks.
 */
public final class SessionRequest {
  private final SessionContext context;
  private final RequestPolicy policy;
  private final Map<String, WebSession> sessions = new ConcurrentHashMap<>();
  private final Map<String, Optional<SessionUnavailableException>> unfound = new HashMap<>();

  SessionRequest(SessionContext context, RequestPolicy policy) {
    this.context = context;
    this.policy = policy;
  }

  /** Returns how this request works on its session. */
  public RequestPolicy policy() {
    return policy;
  }

  /**
   * Returns the session of a cookie value; empty when the service has said that there is none.
   *
   * @param cookieValue the id, perhaps with a route
   * @throws SessionUnavailableException when nobody knows, now or at the first time it was asked
   * @throws UnreadableSessionException when its payload is not of this client
   */
  public synchronized Optional<WebSession> find(String cookieValue) {
    SessionId id = SessionId.parse(cookieValue);
    WebSession known = sessions.get(id.id());
    if (known != null) {
      return known.isEnded() ? Optional.empty() : Optional.of(known);
    }
    Optional<SessionUnavailableException> answered = unfound.get(id.id());
    if (answered == null) {
      return Optional.ofNullable(load(id));
    }
    if (answered.isPresent()) {
      throw answered.get();
    }
    return Optional.empty();
  }

  /** Returns a new session under a new id; the service hears of it when it is saved. */
  public WebSession create() {
    return create(WebSessions.newId());
  }

  /**
   * Returns a new session under an id of the caller.
   *
   * @param id without a route; nobody may be able to guess it
   */
  public synchronized WebSession create(String id) {
    WebSession session =
        new WebSession(
            this, context, new SessionId(id, null), Loaded.nothing(policy, context.now()));
    sessions.put(id, session);
    return session;
  }

  /**
   * Saves what changed, and frees the locks in the same trips. May be called again: it then saves
   * what changed since.
   *
   * @throws SessionUnavailableException when nobody knows whether a session was saved
   * @throws SessionConflictException when another request changed the same
   * @throws SessionRefusedException when the service does not take a session
   * @throws AttributeNotStoredException when an attribute cannot be written
   */
  public synchronized void finish() {
    SessionException first = null;
    for (WebSession session : Set.copyOf(sessions.values())) {
      try {
        session.finish();
      } catch (SessionException failure) {
        session.abandon();
        if (first == null) {
          first = failure;
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }

  /** Frees the locks and saves nothing. */
  public synchronized void abandon() {
    Set.copyOf(sessions.values()).forEach(WebSession::abandon);
  }

  /** Has a session found under its new id too. Takes no lock: it is called under a session's. */
  void rotated(String newId, WebSession session) {
    sessions.put(newId, session);
  }

  private @Nullable WebSession load(SessionId id) {
    try {
      Loaded loaded = new SessionLoader(context, policy).load(id);
      if (loaded == null) {
        unfound.put(id.id(), Optional.empty());
        return null;
      }
      WebSession session = new WebSession(this, context, id, loaded);
      sessions.put(id.id(), session);
      return session;
    } catch (SessionUnavailableException unavailable) {
      unfound.put(id.id(), Optional.of(unavailable));
      throw unavailable;
    }
  }
}
