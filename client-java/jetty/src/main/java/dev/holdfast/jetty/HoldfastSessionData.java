package dev.holdfast.jetty;

import dev.holdfast.client.session.OwnTimeout;
import dev.holdfast.client.session.SessionException;
import dev.holdfast.client.session.WebSession;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.session.SessionData;
import org.jspecify.annotations.Nullable;

/** What Jetty keeps of a session, on top of the session of one request. */
final class HoldfastSessionData extends SessionData {
  private static final long serialVersionUID = 1;

  private final transient WebSession web;
  private final transient ServerRequest request;
  private final transient OwnTimeout timeout;
  private boolean detached;
  private boolean used;

  /**
   * @param context path and virtual host
   * @param times created, accessed, last accessed and the idle timeout, in milliseconds
   */
  HoldfastSessionData(
      String id, String[] context, long[] times, WebSession web, ServerRequest request) {
    super(id, context[0], context[1], times[0], times[1], times[2], times[3]);
    this.web = web;
    this.request = request;
    this.timeout = new OwnTimeout(web);
  }

  /** Saves what changed and frees the lock. What failed is not tried again by the request. */
  void save() {
    if (detached || web.isEnded() || request.hasFailed()) {
      return;
    }
    try {
      if (!used) {
        used = true; // What the server does after the response is no use.
        timeout.used(request.now());
      }
      web.finish();
    } catch (SessionException e) {
      request.fail(e);
    }
  }

  /** Gives the session another name at the service, at once. */
  void move(String name) {
    try {
      web.rotate(name);
      request.moved();
    } catch (SessionException e) {
      request.fail(e);
    }
  }

  /** Keeps the attributes for the listeners of a session that is about to end. */
  void detach() {
    if (!detached) {
      Map<String, Object> last = getAllAttributes();
      detached = true;
      super.putAllAttributes(last);
    }
  }

  /** The service knows when a session has expired; what it found has not. */
  @Override
  public boolean isExpiredAt(long time) {
    return false;
  }

  /** What changed inside a value is found when the session is saved. */
  @Override
  public boolean isDirty() {
    return detached ? super.isDirty() : !web.isReadOnly();
  }

  @Override
  public void setMaxInactiveMs(long ms) {
    super.setMaxInactiveMs(ms);
    if (!detached) {
      timeout.span(Duration.ofMillis(Math.max(ms, 0)), request.now());
    }
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    return detached ? super.getAttribute(name) : web.attribute(name);
  }

  @Override
  public Set<String> getKeys() {
    return detached ? Set.copyOf(super.getKeys()) : web.attributeNames();
  }

  @Override
  public @Nullable Object setAttribute(String name, @Nullable Object value) {
    if (detached) {
      return super.setAttribute(name, value);
    }
    Object old = web.attribute(name);
    if (value == null) {
      web.removeAttribute(name);
    } else {
      web.attribute(name, value);
    }
    return old;
  }

  @Override
  public void putAllAttributes(Map<String, Object> attributes) {
    attributes.forEach(this::setAttribute);
  }

  @Override
  public void clearAllAttributes() {
    getKeys().forEach(name -> setAttribute(name, null));
  }

  @Override
  public Map<String, Object> getAllAttributes() {
    Map<String, Object> all = new HashMap<>();
    for (String name : getKeys()) {
      Object value = getAttribute(name);
      if (value != null) {
        all.put(name, value);
      }
    }
    return all;
  }
}
