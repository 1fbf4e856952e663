package dev.holdfast.tomcat;

import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionEvent;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The attributes of a session as the map that Tomcat's sessions have. */
final class AttributeView extends AbstractMap<String, Object>
    implements ConcurrentMap<String, Object> {
  private final ServedSession session;
  private final Set<HttpSessionActivationListener> active =
      Collections.newSetFromMap(new IdentityHashMap<>());

  AttributeView(ServedSession session) {
    this.session = session;
  }

  @Override
  public synchronized @Nullable Object get(@Nullable Object name) {
    Object value = session.live().attribute(String.valueOf(name));
    if (value instanceof HttpSessionActivationListener listener && active.add(listener)) {
      tell(listener::sessionDidActivate);
    }
    return value;
  }

  @Override
  public synchronized @Nullable Object put(String name, Object value) {
    Object before = get(name);
    session.live().attribute(name, value);
    session.exchange().changed();
    if (value instanceof HttpSessionActivationListener listener) {
      active.add(listener);
    }
    return before;
  }

  @Override
  public synchronized @Nullable Object remove(@Nullable Object name) {
    Object before = get(name);
    session.live().removeAttribute(String.valueOf(name));
    session.exchange().changed();
    return before;
  }

  /** Tells the values that they are about to be written. */
  synchronized void passivate() {
    for (HttpSessionActivationListener listener : Set.copyOf(active)) {
      tell(listener::sessionWillPassivate);
    }
  }

  /** A listener that fails is logged, as all those of a session are. */
  private void tell(Consumer<HttpSessionEvent> listener) {
    try {
      listener.accept(new HttpSessionEvent(session.getSession()));
    } catch (RuntimeException e) {
      session.getManager().getContext().getLogger().error("an activation listener failed", e);
    }
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return keySet().contains(name);
  }

  @Override
  public Set<String> keySet() {
    return new HashSet<>(session.live().attributeNames());
  }

  /** Returns those that can be decoded. */
  @Override
  public Set<Entry<String, Object>> entrySet() {
    Set<Entry<String, Object>> entries = new LinkedHashSet<>();
    for (String name : keySet()) {
      Object value = get(name);
      if (value != null) {
        entries.add(new SimpleImmutableEntry<>(name, value));
      }
    }
    return entries;
  }

  @Override
  public void clear() {
    for (Iterator<String> names = keySet().iterator(); names.hasNext(); ) {
      remove(names.next());
    }
  }

  @Override
  public synchronized @Nullable Object putIfAbsent(String name, Object value) {
    Object before = get(name);
    return before == null ? put(name, value) : before;
  }

  @Override
  public synchronized boolean remove(@Nullable Object name, @Nullable Object value) {
    boolean same = value != null && value.equals(get(name));
    if (same) {
      remove(name);
    }
    return same;
  }

  @Override
  public synchronized boolean replace(String name, Object before, Object value) {
    boolean same = before.equals(get(name));
    if (same) {
      put(name, value);
    }
    return same;
  }

  @Override
  public synchronized @Nullable Object replace(String name, Object value) {
    return get(name) == null ? null : put(name, value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "AttributeView";
  }
}
