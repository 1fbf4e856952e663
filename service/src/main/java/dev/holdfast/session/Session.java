package dev.holdfast.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One state of a session, as a store keeps it: an immutable value.
 *
 * @param version grows with every write, not with a slide of the idle timeout
 * @param status whether it lives, has ended, or has moved to another key
 * @param times when it began and when it ends
 * @param payload the client's bytes; empty unless it lives
 * @param log the last writes
 */
public record Session(
    SessionVersion version, Status status, SessionTimes times, Payload payload, OperationLog log) {

  /** What a record stands for. */
  public sealed interface Status {}

  /**
   * A session in use.
   *
   * @param user the user it is bound to, if any
   */
  public record Live(@Nullable UserKey user) implements Status {}

  /** A tombstone: what is left of an ended session, so that no late write revives it. */
  public record Ended() implements Status {}

  /**
   * An alias: the session lives on under another key, and this one reaches it for the grace.
   *
   * @param target where it lives
   * @param graceExpireTime when this key stops reaching it
   */
  public record Moved(StoreKey target, Instant graceExpireTime) implements Status {}

  /** Returns the user it is bound to, or null for none. */
  public @Nullable UserKey user() {
    return status instanceof Live(var user) ? user : null;
  }

  /** Returns whether there is nothing under this record any more at {@code now}. */
  public boolean isExpired(Instant now) {
    return times.isExpired(now);
  }

  /** Returns when nothing can be reached under this record any more. */
  public Instant endTime() {
    Instant end = times.idleExpireTime();
    return status instanceof Moved(_, Instant graceEnd) && graceEnd.isAfter(end) ? graceEnd : end;
  }

  /** Returns this state with another end; same version. */
  public Session withTimes(SessionTimes other) {
    return new Session(version, status, other, payload, log);
  }
}
