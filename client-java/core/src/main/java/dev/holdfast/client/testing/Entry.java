package dev.holdfast.client.testing;

import dev.holdfast.client.OperationId;
import dev.holdfast.client.Payload;
import dev.holdfast.client.Session;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.SessionTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What stands under one key: a live session, an ended one, or the way to another key. */
final class Entry {
  private static final int OPERATIONS = 4;
  private static final int NONCE_BITS = 23;

  private final Deque<Done> operations = new ArrayDeque<>();
  private long version;
  private Payload payload = Payload.of(new byte[0]);
  private SessionTimes times;
  private Instant slideTime;
  private boolean ended;
  private @Nullable SessionKey movedTo;
  private Instant graceEnd;

  /**
   * A write that was done.
   *
   * @param operation its name
   * @param version that it made
   * @param created whether it created the session
   */
  record Done(String operation, long version, boolean created) {
    String etag() {
      return '"' + Long.toString(version) + '"';
    }
  }

  Entry(Instant now) {
    times = new SessionTimes(now, now, now);
    slideTime = now;
    graceEnd = now;
  }

  boolean isLive() {
    return !ended && movedTo == null;
  }

  boolean isEnded() {
    return ended;
  }

  boolean isExpired(Instant now) {
    return !now.isBefore(times.expireTime());
  }

  /** The key to which the session moved, as long as this one reaches it. */
  @Nullable SessionKey movedTo(Instant now) {
    if (movedTo != null && !now.isBefore(graceEnd)) {
      movedTo = null;
      ended = true;
    }
    return movedTo;
  }

  String etag() {
    return '"' + Long.toString(version) + '"';
  }

  Session session(@Nullable Payload shown) {
    return new Session(etag(), shown, times);
  }

  Session sessionAt(Done done) {
    return new Session(done.etag(), null, times);
  }

  Payload payload() {
    return payload;
  }

  @Nullable Done replayed(OperationId operation) {
    String name = name(operation);
    return operations.stream().filter(done -> done.operation().equals(name)).findAny().orElse(null);
  }

  /** Whether all writes since a version are known by name; null: since the first. */
  boolean remembersSince(@Nullable String etag) {
    long base = etag == null ? 0 : Long.parseLong(etag.substring(1, etag.length() - 1));
    return (version >> NONCE_BITS) - (base >> NONCE_BITS) <= OPERATIONS;
  }

  void create(
      SessionKey key, Payload bytes, OperationId operation, NamespacePolicy policy, Instant now) {
    ended = false;
    movedTo = null;
    payload = bytes;
    times = new SessionTimes(now, now, now.plus(policy.lifetime()));
    advance(key, operation, true);
    restart(policy.idleTimeout(), now);
  }

  void replace(SessionKey key, Payload bytes, OperationId operation, Duration idle, Instant now) {
    payload = bytes;
    advance(key, operation, false);
    restart(idle, now);
  }

  void end(SessionKey key, OperationId operation, Duration idle, Instant now) {
    advance(key, operation, false);
    ended = true;
    payload = Payload.of(new byte[0]);
    times = new SessionTimes(times.createTime(), now.plus(idle), now.plus(idle));
  }

  /** Returns the session for its new key; this entry leads there until the end of the grace. */
  Entry moveTo(SessionKey key, SessionKey newKey, OperationId operation, Instant end) {
    advance(key, operation, false);
    Entry moved = new Entry(times.createTime());
    moved.operations.addAll(operations);
    moved.version = version;
    moved.payload = payload;
    moved.times = times;
    moved.slideTime = slideTime;
    payload = Payload.of(new byte[0]);
    movedTo = newKey;
    graceEnd = end;
    times =
        new SessionTimes(
            times.createTime(), times.lifetimeExpireTime(), times.lifetimeExpireTime());
    return moved;
  }

  /** Slides the idle timeout, once a tenth of it has passed. */
  void use(Duration idle, Instant now) {
    if (Duration.between(slideTime, now).multipliedBy(10).compareTo(idle) > 0) {
      restart(idle, now);
    }
  }

  void restart(Duration idle, Instant now) {
    slideTime = now;
    Instant end = now.plus(idle);
    Instant last = times.lifetimeExpireTime();
    times = new SessionTimes(times.createTime(), end.isBefore(last) ? end : last, last);
  }

  /** Counts one write: a counter and, below it, what tells two writers apart. */
  private void advance(SessionKey key, OperationId operation, boolean created) {
    String name = name(operation);
    long nonce = (name + key.value()).hashCode() & ((1 << NONCE_BITS) - 1);
    version = (((version >> NONCE_BITS) + 1) << NONCE_BITS) | nonce;
    operations.addLast(new Done(name, version, created));
    if (operations.size() > OPERATIONS) {
      operations.removeFirst();
    }
  }

  private static String name(OperationId operation) {
    return operation.value().replace("-", "").toLowerCase(Locale.ROOT);
  }
}
