package dev.holdfast.tomcat;

import dev.holdfast.client.session.RequestPolicy;
import dev.holdfast.client.session.SessionException;
import dev.holdfast.client.session.SessionId;
import dev.holdfast.client.session.SessionMode;
import dev.holdfast.client.session.SessionRequest;
import dev.holdfast.client.session.SessionUnavailableException;
import dev.holdfast.client.session.WebSession;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * One request of the application and the sessions it works on.
 *
 * <p>Tomcat asks for a session without naming the request: so the thread knows its exchange, and
 * the request bears it, which shows that it is still the same. One without a request is for those
 * who ask outside of the application: other parts of Tomcat, threads of the application. It merges,
 * and is saved when the session's use ends.
 */
final class Exchange {
  static final String NOTE = Exchange.class.getName();

  private static final Log LOG = LogFactory.getLog(Exchange.class);

  private final HoldfastSessions manager;
  private final SessionRequest sessions;
  private final @Nullable Request request;
  private final Map<String, ServedSession> served = new ConcurrentHashMap<>();
  private volatile boolean deferring;
  private volatile boolean changed;
  private volatile boolean refused;
  private volatile boolean left;
  private volatile @Nullable SessionException failure;

  /** An exchange without a request. */
  Exchange(HoldfastSessions manager) {
    this.manager = manager;
    this.request = null;
    this.sessions = manager.sessions().begin(RequestPolicy.OPTIMISTIC.withoutSlide());
  }

  /** The exchange of a request, which bears it from now on. */
  Exchange(HoldfastSessions manager, Request request) {
    boolean free = Constraints.areFree(request, manager.getContext());
    this.manager = manager;
    this.request = request;
    this.deferring = free;
    this.sessions = manager.sessions().begin(policy(manager, request, free));
    request.setNote(NOTE, this);
    Response response = request.getResponse();
    response.setResponse(new SavingResponse(response.getResponse(), this));
    request.setRequest(new SavingRequest(request.getRequest(), this));
  }

  /** A login writes down who it is, also on a page that only reads. */
  private static RequestPolicy policy(HoldfastSessions manager, Request request, boolean free) {
    String path = String.valueOf(request.getRequestPathMB());
    RequestPolicy policy = manager.sessions().settings().rules().of(path);
    return free || policy.mode() != SessionMode.READ_ONLY
        ? policy
        : new RequestPolicy(SessionMode.OPTIMISTIC, policy.slides());
  }

  /** Returns the exchange of a request; null before its first valve. */
  static @Nullable Exchange of(Request request, HoldfastSessions manager) {
    return request.getNote(NOTE) instanceof Exchange exchange && exchange.manager == manager
        ? exchange
        : null;
  }

  /** Returns the exchange that this thread works on for an application. */
  static @Nullable Exchange current(HoldfastSessions manager) {
    Exchange exchange = CurrentExchange.get();
    return exchange != null && exchange.manager == manager && exchange.isBorne() ? exchange : null;
  }

  private boolean isBorne() {
    return request() != null;
  }

  /** Returns the request while it is this one: Tomcat uses the object for the next one as well. */
  private @Nullable Request request() {
    return request != null && request.getNote(NOTE) == this ? request : null;
  }

  /** Has this thread work on this exchange, until its request is over. */
  void begin() {
    left = false;
    CurrentExchange.set(this);
  }

  /** Has this thread forget it: the work goes on elsewhere. */
  void pause() {
    CurrentExchange.forget();
  }

  /** The authenticator has gone by: from now on the application asks. */
  void authenticated() {
    deferring = false;
  }

  /** Whether only the authenticator asks, of a page that needs no login. */
  boolean isDeferring() {
    return deferring;
  }

  HoldfastSessions manager() {
    return manager;
  }

  boolean isDetached() {
    return request == null;
  }

  /** Returns the session of an id, from memory after the first time; null when there is none. */
  @Nullable ServedSession session(String id) {
    ServedSession session =
        served.computeIfAbsent(
            SessionId.parse(id).id(), key -> new ServedSession(manager, this, id));
    try {
      return deferring || session.settle() != null ? session : null;
    } catch (SessionUnavailableException unknown) {
      if (left) {
        return null; // It is for a log or a listener; a new session is refused all the same.
      }
      throw unknown;
    }
  }

  /**
   * Returns a session before its request is there, as when Tomcat looks for the version of an
   * application to which it belongs; null when it is not here.
   */
  @Nullable ServedSession foreseen(String id) {
    ServedSession session = new ServedSession(manager, this, id);
    try {
      WebSession found = session.settle();
      return found == null || LoginNotes.isOfAnotherVersion(found, manager.version())
          ? null
          : session;
    } catch (SessionUnavailableException unknown) {
      return session; // Who uses it is told.
    }
  }

  /** Loads a session. */
  @Nullable WebSession find(String id) {
    changed |= left; // Its lock is to be freed again.
    try {
      return sessions.find(id).orElse(null);
    } catch (SessionException e) {
      failure = e;
      throw e;
    }
  }

  WebSession create(String id, ServedSession session) {
    served.put(id, session);
    return sessions.create(id);
  }

  void rotated(String newId, ServedSession session) {
    served.put(newId, session);
  }

  /** Refuses a new session where nobody knows whether there is an old one. */
  void requireKnown() {
    if (failure instanceof SessionUnavailableException unknown) {
      throw unknown;
    }
  }

  /** Has the request know what its session says: this server's route, and the user. */
  void settled(ServedSession session, WebSession found) {
    Request asking = request();
    if (asking == null) {
      return;
    }
    if (asking.getPrincipal() instanceof DeferredPrincipal) {
      asking.setUserPrincipal(session.getPrincipal());
      asking.setAuthType(session.getAuthType());
    }
    String requested = requested(found.id());
    boolean routed = manager.sessions().settings().routing().route() != null;
    if (routed
        && requested != null
        && !requested.equals(found.cookieValue())
        && asking.isRequestedSessionIdFromCookie()) {
      asking.changeSessionId(found.cookieValue());
    }
  }

  /** Returns the id as the request bears it, if it is its. */
  @Nullable String requested(String id) {
    Request asking = request();
    String requested = asking == null ? null : asking.getRequestedSessionId();
    return requested != null && SessionId.parse(requested).id().equals(id) ? requested : null;
  }

  void changed() {
    changed = true;
  }

  void failed(SessionException why) {
    failure = why;
  }

  /** Whether the valve's work is done, and the answer settled. */
  boolean isLeft() {
    return left;
  }

  boolean isRefused() {
    return refused;
  }

  /** Saves; what goes wrong becomes the answer. Does nothing once the response is committed. */
  void saveBeforeCommit() {
    Request asking = request();
    if (asking == null || refused || asking.getResponse().isCommitted()) {
      return;
    }
    try {
      finish();
    } catch (SessionException why) {
      refuse(why);
    }
  }

  /** Ends asynchronous work: one that failed of its session and wrote nothing is answered so. */
  void completes() {
    SessionException why = failure;
    Request asking = request();
    if (why != null
        && !refused
        && asking != null
        && !asking.getResponse().isCommitted()
        && asking.getResponse().getContentWritten() == 0) {
      refuse(why);
    } else {
      saveBeforeCommit();
    }
  }

  /** Saves what is left when nobody can be told any more. */
  void saveLate() {
    if (refused) {
      sessions.abandon(); // The visitor was told that it was not saved.
      return;
    }
    try {
      finish();
    } catch (SessionException why) {
      LOG.warn("a session was not saved, and its request is over: " + why.getMessage());
    }
  }

  /** Saves what was changed after the response. */
  void saveRest() {
    if (changed || isDetached()) {
      saveLate();
    }
  }

  private void finish() {
    changed = false;
    served.values().forEach(ServedSession::passivate);
    sessions.finish();
  }

  /** Answers with what a session failed of, and saves nothing. */
  void refuse(SessionException why) {
    refused = true;
    failure = why;
    sessions.abandon();
    String line = manager.refusals().line(why);
    if (line != null) {
      LOG.warn(line);
    }
    Request asking = request();
    if (asking == null) {
      throw why;
    }
    Response response = asking.getResponse();
    if (response.isCommitted()) {
      LOG.warn("a session was not saved, and its answer is under way: " + why.getMessage());
      return;
    }
    boolean stored = served.values().stream().anyMatch(ServedSession::isStored);
    Refusals.answer(asking, response, why, stored);
  }

  /** Answers a page that failed of its session so. */
  void tellFailedPage() {
    SessionException why = failure;
    if (request == null || refused || why == null || request.getResponse().isCommitted()) {
      return;
    }
    if (Refusals.mayBeCauseOf(request)) {
      refuse(why);
    }
  }

  /** Ends the work of the valve: saves, or has that done when the asynchronous work is done. */
  void leave() {
    deferring = false;
    if (request != null && request.isAsync()) {
      request.getAsyncContextInternal().addListener(new SavingListener(this));
      pause();
      return;
    }
    if (request != null && request.getResponse().isCommitted()) {
      saveLate();
    } else {
      saveBeforeCommit();
    }
    if (request != null && request.getPrincipal() instanceof DeferredPrincipal) {
      request.setUserPrincipal(null);
    }
    left = true;
  }
}
