package dev.holdfast.jetty;

import dev.holdfast.client.ClientOptions;
import dev.holdfast.client.DurationText;
import dev.holdfast.client.LockTerms;
import dev.holdfast.client.SessionClient;
import dev.holdfast.client.attribute.AttributeCodecs;
import dev.holdfast.client.attribute.JavaSerialization;
import dev.holdfast.client.session.Locking;
import dev.holdfast.client.session.RequestRules;
import dev.holdfast.client.session.Routing;
import dev.holdfast.client.session.SessionHooks;
import dev.holdfast.client.session.SessionSettings;
import dev.holdfast.client.session.WebSessions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.session.SessionCache;
import org.eclipse.jetty.session.SessionCacheFactory;
import org.eclipse.jetty.session.SessionDataStore;
import org.eclipse.jetty.session.SessionDataStoreFactory;
import org.eclipse.jetty.session.SessionManager;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of a server, for all its contexts. As a bean of the server it makes the cache and
 * the store of each context; {@link #install} does all there is to do.
 *
 * <p>Settings are texts and numbers, for use in XML, and count from the next start.
 */
public final class HoldfastSessions extends AbstractLifeCycle
    implements SessionCacheFactory, SessionDataStoreFactory {
  private @Nullable String service;
  private @Nullable SessionClient ownClient;
  private String rules = "exclusive";
  private String onLockTimeout = "fail";
  private @Nullable String route;
  private boolean sticky;
  private long nearCopyBytes = SessionSettings.DEFAULT.nearCopyBytes();
  private @Nullable Duration rotateGrace;
  private List<String> allowedClasses = List.of();
  private boolean passivating;
  private SessionHooks hooks = SessionHooks.DEFAULT;
  private InstantSource clock = InstantSource.system();
  private @Nullable SessionClient client;
  private @Nullable WebSessions web;

  /** Sessions with the default settings; the service is still to be told. */
  public HoldfastSessions() {}

  /** Has all contexts of a server that is not started yet keep their sessions here. */
  public void install(Server server) {
    server.addBean(this, false);
    server.insertHandler(new HoldfastHandler(this));
  }

  /**
   * Sets where the service is: {@code endpoint,endpoint?name=value&name=value}, as of {@link
   * ClientOptions#parse}.
   */
  public void setService(String text) {
    service = text;
  }

  /** Sets a client of the application's own, which it closes itself. */
  public void setClient(SessionClient own) {
    ownClient = own;
  }

  /** Sets which requests lock, merge or only read, as of {@link RequestRules#parse}. */
  public void setRules(String text) {
    rules = text;
  }

  /** Sets what a request does that did not get the lock: fail, optimistic or read-only. */
  public void setOnLockTimeout(String text) {
    onLockTimeout = text;
  }

  /** Sets the name of this server in cookies: the worker name of Jetty. */
  public void setRoute(@Nullable String name) {
    route = name == null || name.isEmpty() ? null : name;
  }

  /** Sets whether a balancer brings requests back to their route. */
  public void setSticky(boolean on) {
    sticky = on;
  }

  /** Sets how much this server keeps of the payloads it served, in bytes. */
  public void setNearCopyBytes(long bytes) {
    nearCopyBytes = bytes;
  }

  /** Sets how long an old id reaches its session after a change, such as {@code 30s}. */
  public void setRotateGrace(String text) {
    rotateGrace = DurationText.parse(text);
  }

  /** Sets which classes may be stored besides values and collections: patterns, commas between. */
  public void setAllowedClasses(String patterns) {
    allowedClasses =
        Arrays.stream(patterns.split(",", -1))
            .map(String::strip)
            .filter(each -> !each.isEmpty())
            .toList();
  }

  /** Sets whether activation listeners are called, for which each save decodes all attributes. */
  public void setPassivating(boolean on) {
    passivating = on;
  }

  /** Sets what becomes of clashes, and who is told. */
  public void setHooks(SessionHooks decided) {
    hooks = decided;
  }

  void setClock(InstantSource other) {
    clock = other;
  }

  Instant now() {
    return clock.instant();
  }

  boolean isPassivating() {
    return passivating;
  }

  WebSessions web() {
    if (web == null) {
      throw new IllegalStateException("sessions: stopped (expected: a HoldfastHandler around)");
    }
    return web;
  }

  SessionClient client() {
    if (client == null) {
      throw new IllegalStateException("sessions: stopped (expected: a HoldfastHandler around)");
    }
    return client;
  }

  @Override
  public SessionCache getSessionCache(SessionManager manager) {
    return new HoldfastSessionCache(manager, new HoldfastSessionDataStore(this));
  }

  /** Returns the store of the context's cache, or a new one for a cache that is not from here. */
  @Override
  public SessionDataStore getSessionDataStore(SessionManager manager) {
    return manager.getSessionCache() instanceof HoldfastSessionCache cache
        ? cache.getSessionDataStore()
        : new HoldfastSessionDataStore(this);
  }

  @Override
  protected void doStart() throws Exception {
    ClientOptions options = service == null ? null : ClientOptions.parse(service);
    if (options == null && ownClient == null) {
      throw new IllegalArgumentException(
          "service: none (expected: such as http://10.0.0.5:8080?timeout=500ms)");
    }
    LockTerms terms = options == null ? LockTerms.DEFAULT : options.lock();
    SessionSettings settings =
        new SessionSettings(
            RequestRules.parse(rules),
            new Routing(route, sticky),
            new Locking(terms, onTimeout(onLockTimeout)),
            rotateGrace,
            nearCopyBytes);
    AttributeCodecs codecs = AttributeCodecs.standard(serialization());
    SessionClient opened = ownClient;
    if (opened == null && options != null) {
      opened = SessionClient.open(options);
    }
    if (opened != null) {
      client = opened;
      web = WebSessions.open(opened, settings, codecs, hooks, clock);
    }
    super.doStart();
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    if (client != null && ownClient == null) {
      client.close();
    }
    web = null;
    client = null;
  }

  private JavaSerialization serialization() {
    ClassLoader fallback = HoldfastSessions.class.getClassLoader();
    return JavaSerialization.allowing(
        allowedClasses,
        () -> {
          ClassLoader webapp = Thread.currentThread().getContextClassLoader();
          return webapp == null ? fallback : webapp;
        });
  }

  private static Locking.OnTimeout onTimeout(String text) {
    for (Locking.OnTimeout each : Locking.OnTimeout.values()) {
      if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "on lock timeout: %s (expected: fail, optimistic or read-only)".formatted(text));
  }
}
