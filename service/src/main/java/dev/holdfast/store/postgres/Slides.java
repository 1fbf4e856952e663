package dev.holdfast.store.postgres;

import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Later ends of sessions, the latest for each key, until they are written. There is room for some;
 * what finds none is dropped, because a lost slide does no more than end a session earlier.
 */
final class Slides {
  /** Moves the end of rows that still have the version, and never back. */
  static final String UPDATE =
      """
      UPDATE holdfast_session AS kept
      SET idle_expire_time = slid.idle_expire_time, expire_time = slid.expire_time
      FROM unnest(?::text[], ?::bigint[], ?::timestamptz[], ?::timestamptz[])
        AS slid (key, version, idle_expire_time, expire_time)
      WHERE kept.key = slid.key
        AND kept.version = slid.version
        AND kept.idle_expire_time < slid.idle_expire_time
      """;

  private static final int CAPACITY = 50_000;

  /** How many rows one statement moves at most. */
  static final int BATCH = 256;

  private final Database database;
  private final Duration slack;
  private final ConcurrentMap<StoreKey, Slide> pending = new ConcurrentHashMap<>();

  /** One later end. */
  record Slide(StoreKey key, SessionVersion version, Instant idleEnd, Instant expireTime) {
    private static final Comparator<Slide> BY_USE =
        Comparator.comparing(Slide::version).thenComparing(Slide::idleEnd);

    private static Slide later(Slide one, Slide other) {
      return BY_USE.compare(one, other) < 0 ? other : one;
    }
  }

  Slides(Database database, Duration slack) {
    this.database = database;
    this.slack = slack;
  }

  void add(StoreKey key, Session slid) {
    Instant idleEnd = slid.times().idleExpireTime();
    add(new Slide(key, slid.version(), idleEnd, slid.endTime().plus(slack)));
  }

  private void add(Slide slide) {
    if (pending.size() < CAPACITY || pending.containsKey(slide.key())) {
      pending.merge(slide.key(), slide, Slide::later);
    }
  }

  /** Writes all that is pending, or as much as the database takes. */
  void flush() {
    List<Slide> batch = take();
    while (!batch.isEmpty() && write(batch)) {
      batch = take();
    }
  }

  private List<Slide> take() {
    List<Slide> some = pending.values().stream().limit(BATCH).toList();
    return some.stream()
        .filter(slide -> pending.remove(slide.key(), slide))
        .sorted(Comparator.comparing(slide -> slide.key().value())) // as writes lock their rows
        .toList();
  }

  private boolean write(List<Slide> batch) {
    try (Connection connection = database.connection();
        PreparedStatement update = connection.prepareStatement(UPDATE)) {
      bind(update, batch);
      update.executeUpdate();
      return true;
    } catch (SQLException e) {
      if (SqlStates.isConnectionLost(e)) {
        batch.forEach(this::add); // for when it is back; other batches fail for a row of theirs
      }
      return false;
    }
  }

  static void bind(PreparedStatement update, List<Slide> batch) throws SQLException {
    ArrayParameters arrays = new ArrayParameters(update);
    arrays.texts(1, batch.stream().map(slide -> slide.key().value()));
    arrays.numbers(2, batch.stream().map(slide -> slide.version().value()));
    arrays.times(3, batch.stream().map(Slide::idleEnd));
    arrays.times(4, batch.stream().map(Slide::expireTime));
  }
}
