package dev.holdfast.store.memcached;

import dev.holdfast.session.Session;
import dev.holdfast.session.SessionTimes;
import org.jspecify.annotations.Nullable;

/**
 * Finds out when a session was last used, as far as any copy of it knows. A use of the version
 * before counts as well: it may have been acknowledged while the later one was being written.
 */
final class LatestUse {
  private LatestUse() {}

  /** Returns a record with the latest times of these copies. */
  static Session of(Session session, @Nullable Copy[] copies) {
    SessionTimes times = session.times();
    for (Copy copy : copies) {
      if (copy != null && copy.session() != null && counts(copy, session)) {
        SessionTimes others = copy.sessionOrThrow().times();
        times = others.idleExpireTime().isAfter(times.idleExpireTime()) ? others : times;
      }
    }
    return times.equals(session.times()) ? session : session.withTimes(times);
  }

  private static boolean counts(Copy copy, Session session) {
    return copy.has(session.version())
        || (copy.connection().isTrusted()
            && copy.counter() < session.version().counter()
            && isEarlierStateOf(session, copy.sessionOrThrow()));
  }

  private static boolean isEarlierStateOf(Session session, Session earlier) {
    SessionTimes times = session.times();
    SessionTimes before = earlier.times();
    return session.status() instanceof Session.Live
        && earlier.status() instanceof Session.Live
        && before.createTime().equals(times.createTime())
        && before.idleTimeout().equals(times.idleTimeout())
        && before.lifetimeExpireTime().equals(times.lifetimeExpireTime());
  }
}
