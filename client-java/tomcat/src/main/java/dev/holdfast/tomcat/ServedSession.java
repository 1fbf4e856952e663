package dev.holdfast.tomcat;

import dev.holdfast.client.session.SessionException;
import dev.holdfast.client.session.SessionId;
import dev.holdfast.client.session.SessionUnavailableException;
import dev.holdfast.client.session.WebSession;
import java.io.Serial;
import java.security.Principal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.catalina.session.StandardSession;
import org.jspecify.annotations.Nullable;

/**
 * A session as one request works on it. Tomcat's own class does what the Servlet specification asks
 * for; what it holds comes from the service, and is loaded when it is needed.
 */
final class ServedSession extends StandardSession {
  @Serial private static final long serialVersionUID = 1;

  private transient Exchange exchange;
  private transient @Nullable WebSession web;
  private transient boolean absent;

  /** A session that is to be created, with its id. */
  @SuppressWarnings("this-escape")
  ServedSession(HoldfastSessions manager, Exchange exchange) {
    super(manager);
    this.exchange = exchange;
    this.attributes = new AttributeView(this);
  }

  /** A session that may exist. */
  ServedSession(HoldfastSessions manager, Exchange exchange, String id) {
    this(manager, exchange);
    this.id = id;
  }

  /**
   * Returns the session of the service; null when there is none.
   *
   * @throws SessionUnavailableException when nobody knows
   */
  @Nullable WebSession settle() {
    join();
    if (web == null && !absent) {
      WebSession found = exchange.find(id);
      if (found == null) {
        absent = true;
      } else {
        settled(found);
      }
    }
    return web;
  }

  /** A session that was asked for before its request goes over to it. */
  private void join() {
    if (exchange.isDetached()) {
      Exchange current = Exchange.current(exchange.manager());
      if (current != null) {
        exchange.saveLate();
        exchange = current;
        web = null;
      }
    }
  }

  private void settled(WebSession found) {
    web = found;
    isValid = true;
    creationTime = found.createTime().toEpochMilli();
    lastAccessedTime = found.lastAccessedTime().toEpochMilli();
    thisAccessedTime = System.currentTimeMillis();
    id = found.cookieValue();
    authType = LoginNotes.authType(found);
    principal = LoginNotes.principal(found);
    if (!exchange.isDetached()) {
      LoginNotes.claim(found, exchange.manager().version());
    }
    exchange.settled(this, found);
  }

  /** Returns the session of the service, of which the caller knows that it is there. */
  WebSession live() {
    WebSession found = settle();
    if (found == null) {
      throw new IllegalStateException("the session has ended");
    }
    return found;
  }

  /** Whether the service has it, as far as is known. */
  boolean isStored() {
    return web != null && web.expireTime() != null;
  }

  Exchange exchange() {
    return exchange;
  }

  void rotate(String newId) {
    SessionId to = SessionId.parse(newId);
    try {
      live().rotate(to.id());
    } catch (SessionException why) {
      exchange.failed(why);
      throw why;
    }
    exchange.rotated(to.id(), this);
  }

  /** Tells the values that they are about to be written. */
  @Override
  public void passivate() {
    if (web != null && !web.isEnded() && attributes instanceof AttributeView view) {
      view.passivate();
    }
  }

  /** Takes an id; a session that is to be created begins with it. */
  @Override
  public void setId(String newId, boolean notify) {
    if (id == null) {
      WebSession created = exchange.create(SessionId.parse(newId).id(), this);
      web = created;
      if (exchange.manager().keepsEmpty()) {
        created.keepWhenEmpty();
      }
      LoginNotes.claim(created, exchange.manager().version());
    }
    super.setId(newId, notify);
  }

  /**
   * Whether there is such a session. One that only the authenticator has asked for is not looked
   * up, and an outage is told to those who use the session.
   */
  @Override
  public boolean isValid() {
    join();
    if (exchange.isDeferring()) {
      return true;
    }
    try {
      return isValidInternal();
    } catch (SessionUnavailableException unknown) {
      if (exchange.isDetached() || exchange.isLeft()) {
        return exchange.isDetached();
      }
      throw unknown;
    }
  }

  @Override
  protected boolean isValidInternal() {
    if (expiring) {
      return true;
    }
    WebSession found = settle();
    return found != null && isValid && !found.isEnded();
  }

  @Override
  public void endAccess() {
    super.endAccess();
    if (web != null) {
      exchange.saveRest();
    }
  }

  /** Ends the session at the service first; the listeners then see it as it was. */
  @Override
  public void expire(boolean notify) {
    WebSession found = settle();
    if (expiring || found == null || found.isEnded()) {
      return;
    }
    Map<String, Object> last = new ConcurrentHashMap<>(attributes);
    try {
      found.invalidate();
    } catch (SessionException why) {
      exchange.failed(why);
      throw why;
    }
    attributes = new ConcurrentHashMap<>(last);
    super.expire(notify);
  }

  @Override
  public @Nullable Principal getPrincipal() {
    if (exchange.isDeferring() && web == null) {
      return new DeferredPrincipal(this);
    }
    settle();
    return super.getPrincipal();
  }

  @Override
  public void setPrincipal(@Nullable Principal user) {
    super.setPrincipal(user);
    LoginNotes.principal(live(), user, exchange.manager().codecs());
    exchange.changed();
  }

  @Override
  public @Nullable String getAuthType() {
    if (exchange.isDeferring() && web == null) {
      return null;
    }
    settle();
    return super.getAuthType();
  }

  @Override
  public void setAuthType(@Nullable String type) {
    super.setAuthType(type);
    LoginNotes.authType(live(), type);
    exchange.changed();
  }

  @Override
  public @Nullable Object getNote(String name) {
    if (!LoginNotes.isKept(name)) {
      return super.getNote(name);
    }
    WebSession found = exchange.isDeferring() ? web : settle();
    return found == null ? null : LoginNotes.note(found, name, this::asRequested);
  }

  /** Tomcat compares the id of a login with what the request bears, which has a route. */
  private String asRequested(String plainId) {
    String requested = exchange.requested(plainId);
    return requested == null ? plainId : requested;
  }

  @Override
  public void setNote(String name, Object value) {
    if (LoginNotes.isKept(name)) {
      LoginNotes.keep(live(), name, value);
      exchange.changed();
    } else {
      super.setNote(name, value);
    }
  }

  @Override
  public void removeNote(String name) {
    if (LoginNotes.isKept(name)) {
      LoginNotes.keep(live(), name, null);
      exchange.changed();
    } else {
      super.removeNote(name);
    }
  }
}
