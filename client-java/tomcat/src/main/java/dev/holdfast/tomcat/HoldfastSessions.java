package dev.holdfast.tomcat;

import dev.holdfast.client.SessionClient;
import dev.holdfast.client.attribute.AttributeCodecs;
import dev.holdfast.client.session.SessionUnavailableException;
import dev.holdfast.client.session.WebSessions;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Session;
import org.apache.catalina.session.ManagerBase;
import org.apache.catalina.session.StandardSession;
import org.jspecify.annotations.Nullable;

/**
 * The session manager of one web application: the {@code Manager} of its {@code context.xml}.
 *
 * <p>Sessions live in the service. This server holds one only while a request works on it, so
 * nothing is lost when it dies, and nothing is ended when it stops. A request that needs a session
 * while the service cannot be asked is answered 503 with {@code Retry-After}, and the cookie stays
 * as it is.
 */
public final class HoldfastSessions extends ManagerBase {
  private static final String NAME = "HoldfastSessions";

  private final ManagerSettings settings = new ManagerSettings();
  private final SessionValve first = new SessionValve(this);
  private final RefusalFilter filter = new RefusalFilter(this);
  private final RefusalLog refusals = new RefusalLog(System::nanoTime);
  private @Nullable AuthenticatedValve last;
  private @Nullable OpenedSessions opened;

  /**
   * Where the service listens, and how it is asked.
   *
   * @param endpoints the text form of {@link dev.holdfast.client.ClientOptions}
   */
  public void setEndpoints(String endpoints) {
    settings.endpoints = endpoints;
  }

  /**
   * Which requests lock, merge or only read.
   *
   * @param rules the text form of {@link dev.holdfast.client.session.RequestRules}
   */
  public void setRules(String rules) {
    settings.rules = rules;
  }

  /**
   * Whether a balancer brings the requests of a session back to this server.
   *
   * @param sticky needs the {@code jvmRoute} of the engine
   */
  public void setSticky(boolean sticky) {
    settings.sticky = sticky;
  }

  /**
   * What a request does that did not get the lock in time.
   *
   * @param onLockTimeout {@code fail}, {@code optimistic} or {@code read-only}
   */
  public void setOnLockTimeout(String onLockTimeout) {
    settings.onLockTimeout = onLockTimeout;
  }

  /**
   * What becomes of an attribute that two requests changed without a lock.
   *
   * @param clashes {@code last-wins} or {@code refuse}
   */
  public void setClashes(String clashes) {
    settings.clashes = clashes;
  }

  /**
   * How long an old id reaches its session after the id was changed.
   *
   * @param rotateGrace a duration with its unit, at most 300 s
   */
  public void setRotateGrace(String rotateGrace) {
    settings.rotateGrace = rotateGrace;
  }

  /**
   * How much this server keeps of the sessions it served.
   *
   * @param nearCopyBytes in bytes of payload
   */
  public void setNearCopyBytes(long nearCopyBytes) {
    settings.nearCopyBytes = nearCopyBytes;
  }

  /**
   * The application's classes that attributes may consist of.
   *
   * @param allowedClasses patterns such as {@code com.example.**}, with commas between
   */
  public void setAllowedClasses(String allowedClasses) {
    settings.allowedClasses = allowedClasses;
  }

  /**
   * Whether a new session is stored although it has no attribute.
   *
   * @param keepEmpty false lets visitors who store nothing cost no trip
   */
  public void setKeepEmpty(boolean keepEmpty) {
    settings.keepEmpty = keepEmpty;
  }

  /**
   * Uses another client than the one over REST.
   *
   * @param client opens one for each start, which the next stop closes; null for the one over REST
   */
  public void setClient(@Nullable Supplier<SessionClient> client) {
    settings.client = client;
  }

  /** Puts the valve of the sessions in front of the application's authenticator as well. */
  @Override
  public void setContext(Context context) {
    super.setContext(context);
    context.getPipeline().addValve(first);
  }

  @Override
  public String getName() {
    return NAME;
  }

  @Override
  protected void startInternal() throws LifecycleException {
    super.startInternal();
    try {
      opened = settings.open(getJvmRoute(), () -> getContext().getLoader().getClassLoader());
    } catch (IllegalArgumentException e) {
      throw new LifecycleException(NAME + ": " + e.getMessage(), e);
    }
    AuthenticatedValve valve = new AuthenticatedValve();
    getContext().getPipeline().addValve(valve);
    last = valve;
    filter.install();
    setState(LifecycleState.STARTING);
  }

  /** Frees the connections. The sessions go on elsewhere, and here after the next start. */
  @Override
  protected void stopInternal() throws LifecycleException {
    setState(LifecycleState.STOPPING);
    filter.remove();
    AuthenticatedValve valve = last;
    last = null;
    if (valve != null) {
      getContext().getPipeline().removeValve(valve);
    }
    OpenedSessions open = opened;
    opened = null;
    if (open != null) {
      open.sessions().close();
    }
    super.stopInternal();
  }

  @Override
  protected void destroyInternal() throws LifecycleException {
    getContext().getPipeline().removeValve(first);
    super.destroyInternal();
  }

  /** Does nothing: the sessions are in the service. */
  @Override
  public void load() {}

  /** Does nothing: the sessions are in the service. */
  @Override
  public void unload() {}

  /** Keeps nothing: a session belongs to its request. */
  @Override
  public void add(Session session) {}

  /** Does nothing: the service ends idle sessions. */
  @Override
  public void processExpires() {}

  /**
   * Returns the session of an id; null when the service has said that there is none.
   *
   * @throws SessionUnavailableException when nobody knows; Tomcat takes an IOException for an
   *     absence
   */
  @Override
  public @Nullable Session findSession(@Nullable String id) {
    if (id == null || id.isBlank()) {
      return null;
    }
    Exchange exchange = Exchange.current(this);
    return exchange == null ? new Exchange(this).foreseen(id) : exchange.session(id);
  }

  @Override
  public Session createSession(@Nullable String sessionId) {
    currentOrOwn().requireKnown();
    return super.createSession(sessionId);
  }

  @Override
  protected StandardSession getNewSession() {
    return new ServedSession(this, currentOrOwn());
  }

  @Override
  protected void changeSessionId(
      Session session, String newId, boolean tellSession, boolean tellContainer) {
    ((ServedSession) session).rotate(newId);
    super.changeSessionId(session, newId, tellSession, tellContainer);
  }

  /** Returns what is there while the manager is started. */
  WebSessions sessions() {
    return opened().sessions();
  }

  AttributeCodecs codecs() {
    return opened().codecs();
  }

  RefusalLog refusals() {
    return refusals;
  }

  boolean keepsEmpty() {
    return settings.keepEmpty;
  }

  /** Returns the version of the web application; empty when it has none. */
  String version() {
    return Objects.requireNonNullElse(getContext().getWebappVersion(), "");
  }

  private OpenedSessions opened() {
    OpenedSessions open = opened;
    if (open == null) {
      throw new IllegalStateException("the web application is not started");
    }
    return open;
  }

  private Exchange currentOrOwn() {
    Exchange exchange = Exchange.current(this);
    return exchange == null ? new Exchange(this) : exchange;
  }
}
