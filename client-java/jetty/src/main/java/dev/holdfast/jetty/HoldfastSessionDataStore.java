package dev.holdfast.jetty;

import dev.holdfast.client.Absence;
import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.SessionClient;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.session.OwnTimeout;
import dev.holdfast.client.session.SessionException;
import dev.holdfast.client.session.WebSession;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.session.AbstractSessionDataStore;
import org.eclipse.jetty.session.SessionContext;
import org.eclipse.jetty.session.SessionData;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one context at the service. The service expires them by itself, so there is
 * nothing to scavenge.
 */
final class HoldfastSessionDataStore extends AbstractSessionDataStore {
  private final HoldfastSessions sessions;
  private @Nullable SessionScope scope;

  HoldfastSessionDataStore(HoldfastSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void initialize(SessionContext context) throws Exception {
    super.initialize(context);
    scope = SessionScope.of(context);
  }

  SessionScope scope() {
    if (scope == null) {
      throw new IllegalStateException("session store: no context (expected: a started one)");
    }
    return scope;
  }

  @Override
  public SessionData newSessionData(
      String id, long created, long accessed, long lastAccessed, long maxInactiveMs) {
    ServerRequest request = request();
    WebSession web = request.in(scope()).create(scope().name(id));
    web.keepWhenEmpty();
    return data(id, new long[] {created, accessed, lastAccessed, maxInactiveMs}, web, request);
  }

  /** Returns a session; null when the service has said that there is none. */
  @Override
  public @Nullable SessionData doLoad(String id) {
    ServerRequest request = request();
    try {
      String route = request.routeOf(id);
      String name = scope().name(id);
      WebSession web =
          request.in(scope()).find(route == null ? name : name + "." + route).orElse(null);
      return web == null || hasExpired(web) ? null : loaded(id, web, request);
    } catch (SessionException e) {
      request.fail(e);
      throw new SessionOutage(e);
    }
  }

  @Override
  public void doStore(String id, SessionData data, long lastSaveTime) {
    if (!(data instanceof HoldfastSessionData own)) {
      throw new IllegalArgumentException(
          "session data: %s (expected: of this store)".formatted(data.getClass().getName()));
    }
    own.save();
  }

  @Override
  public boolean delete(String id) {
    ServerRequest request = request();
    try {
      Optional<WebSession> found = request.in(scope()).find(scope().name(id));
      found.ifPresent(WebSession::invalidate);
      return found.isPresent();
    } catch (SessionException e) {
      request.fail(e);
      return false;
    }
  }

  /**
   * Whether an id is taken.
   *
   * @throws IOException when nobody knows
   */
  @Override
  public boolean doExists(String id) throws IOException {
    SessionClient client = sessions.client();
    ReadAnswer answer = client.describe(SessionKey.ofSessionId(scope().name(id)), false);
    if (answer instanceof ReadAnswer.Unknown unknown) {
      throw new IOException("the session cannot be read: " + unknown.problem().sentence());
    }
    return !(answer instanceof ReadAnswer.Absent absent && absent.absence() == Absence.NOT_FOUND);
  }

  @Override
  public Set<String> doCheckExpired(Set<String> candidates, long time) {
    return Set.of();
  }

  @Override
  public Set<String> doGetExpired(long before) {
    return Set.of();
  }

  @Override
  public void doCleanOrphans(long time) {}

  @Override
  public boolean isPassivating() {
    return sessions.isPassivating();
  }

  private ServerRequest request() {
    ServerRequest bound = ServerRequest.bound();
    return bound == null ? new ServerRequest(sessions, null) : bound;
  }

  private boolean hasExpired(WebSession web) {
    boolean over = new OwnTimeout(web).isOver(sessions.now());
    if (over) {
      web.invalidate();
    }
    return over;
  }

  private SessionData loaded(String id, WebSession web, ServerRequest request) {
    long lastAccess = web.lastAccessedTime().toEpochMilli();
    Duration own = new OwnTimeout(web).span();
    long idle =
        own == null
            ? _context.getSessionManager().getMaxInactiveInterval() * 1000L
            : own.toMillis();
    long[] times = {web.createTime().toEpochMilli(), lastAccess, lastAccess, idle};
    SessionData data = data(id, times, web, request);
    data.setLastSaved(lastAccess);
    return data;
  }

  private SessionData data(String id, long[] times, WebSession web, ServerRequest request) {
    String[] context = {_context.getCanonicalContextPath(), _context.getVhost()};
    return new HoldfastSessionData(id, context, times, web, request);
  }
}
