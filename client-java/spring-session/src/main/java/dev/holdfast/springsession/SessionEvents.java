package dev.holdfast.springsession;

import dev.holdfast.client.session.SessionId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.session.MapSession;
import org.springframework.session.events.SessionCreatedEvent;
import org.springframework.session.events.SessionDeletedEvent;
import org.springframework.session.events.SessionExpiredEvent;

/**
 * Tells the application what this server learns of its sessions: those it created and ended, and of
 * those it served lately that they are no more, once a request asks for one.
 */
final class SessionEvents {
  private static final int MOST_KNOWN = 10_000;

  private final Object source;
  private final ApplicationEventPublisher publisher;
  private final Saving saving;
  private final Map<String, Instant> expireTimes =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
          return size() > MOST_KNOWN;
        }
      };

  SessionEvents(Object source, ApplicationEventPublisher publisher, Saving saving) {
    this.source = source;
    this.publisher = publisher;
    this.saving = saving;
  }

  void used(String id, Instant expireTime) {
    synchronized (expireTimes) {
      expireTimes.put(bare(id), expireTime);
    }
  }

  void renamed(String oldId, HoldfastSession session) {
    Instant expireTime = forget(oldId);
    if (expireTime != null) {
      used(session.getId(), expireTime);
    }
  }

  void created(HoldfastSession session) {
    publish(new SessionCreatedEvent(source, session));
  }

  /** Tells of a session that this server ended, with what it held. */
  void deleted(MapSession last) {
    forget(last.getId());
    publish(new SessionDeletedEvent(source, last));
  }

  /** Tells of a session that ran out of the time that the application gave it. */
  void expired(MapSession last) {
    forget(last.getId());
    publish(new SessionExpiredEvent(source, last));
  }

  /** Tells of a session that the service has no more; its attributes are gone with it. */
  void absent(String id) {
    Instant expireTime = forget(id);
    if (expireTime == null) {
      return;
    }
    if (saving.now().isBefore(expireTime)) {
      deleted(new MapSession(id));
    } else {
      expired(new MapSession(id));
    }
  }

  /** Returns a copy of a session that can be read when it is no more. */
  static MapSession last(HoldfastSession session) {
    MapSession copy = new MapSession(session.getId());
    copy.setCreationTime(session.getCreationTime());
    copy.setLastAccessedTime(session.getLastAccessedTime());
    copy.setMaxInactiveInterval(session.getMaxInactiveInterval());
    for (String name : session.getAttributeNames()) {
      Object value = session.getAttribute(name);
      if (value != null) {
        copy.setAttribute(name, value);
      }
    }
    return copy;
  }

  private @Nullable Instant forget(String id) {
    synchronized (expireTimes) {
      return expireTimes.remove(bare(id));
    }
  }

  private void publish(ApplicationEvent event) {
    publisher.publishEvent(event);
  }

  private static String bare(String id) {
    return SessionId.parse(id).id();
  }
}
