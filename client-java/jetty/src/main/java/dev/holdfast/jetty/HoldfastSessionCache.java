package dev.holdfast.jetty;

import java.util.function.Function;
import org.eclipse.jetty.session.AbstractSessionCache;
import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.session.SessionCache;
import org.eclipse.jetty.session.SessionData;
import org.eclipse.jetty.session.SessionManager;
import org.eclipse.jetty.util.thread.AutoLock;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that requests work on, each its own: two requests share no object, also on one
 * server. What the server keeps of payloads is kept below this.
 */
final class HoldfastSessionCache extends AbstractSessionCache {
  private final HoldfastSessionDataStore store;

  HoldfastSessionCache(SessionManager manager, HoldfastSessionDataStore store) {
    super(manager);
    this.store = store;
    setEvictionPolicy(SessionCache.EVICT_ON_SESSION_EXIT);
    setFlushOnResponseCommit(true);
    setSessionDataStore(store);
  }

  @Override
  public ManagedSession newSession(SessionData data) {
    return new HoldfastManagedSession(getSessionManager(), data);
  }

  @Override
  protected @Nullable ManagedSession doGet(String id) {
    ServerRequest request = ServerRequest.bound();
    return request == null ? null : request.managed(name(id));
  }

  @Override
  protected @Nullable ManagedSession doPutIfAbsent(String id, ManagedSession session) {
    ServerRequest request = ServerRequest.bound();
    return request == null ? null : request.manage(name(id), session);
  }

  @Override
  protected @Nullable ManagedSession doComputeIfAbsent(
      String id, Function<String, ManagedSession> load) {
    ManagedSession known = doGet(id);
    if (known != null) {
      return known;
    }
    ManagedSession loaded = load.apply(id);
    if (loaded != null) {
      doPutIfAbsent(id, loaded);
    }
    return loaded;
  }

  @Override
  protected boolean doReplace(String id, ManagedSession before, ManagedSession after) {
    ServerRequest request = ServerRequest.bound();
    return request != null && request.replace(name(id), before, after);
  }

  @Override
  public @Nullable ManagedSession doDelete(String id) {
    ServerRequest request = ServerRequest.bound();
    return request == null ? null : request.forget(name(id));
  }

  /** Moves the session in one step: there is no moment without it, and the old id has its grace. */
  @Override
  @SuppressWarnings("try") // The scope holds the lock.
  protected void renewSessionId(
      @Nullable ManagedSession session, String newId, String newExtendedId) {
    if (session == null || !(session.getSessionData() instanceof HoldfastSessionData data)) {
      return;
    }
    try (AutoLock lock = session.lock()) {
      String oldId = session.getId();
      data.move(name(newId));
      data.setId(newId);
      session.setExtendedId(newExtendedId);
      session.onIdChanged();
      doPutIfAbsent(newId, session);
      doDelete(oldId);
    }
  }

  @Override
  public void shutdown() {
    // A session outlives the server.
  }

  private String name(String id) {
    return store.scope().name(id);
  }
}
