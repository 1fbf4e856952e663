package dev.holdfast.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows which sessions a durable store has bound to a user. It tells where to look, not what is
 * there: an entry may stand for a session that has expired, and a session that no durable store has
 * taken yet has none. Every session whose write was acknowledged as durable before the call has
 * one, until it is ended, moved or bound to somebody else. May block; safe for use by many threads.
 */
@FunctionalInterface
public interface UserIndex {
  /**
   * One session of a user.
   *
   * @param key where it is
   * @param lifetimeExpireTime when it ends at the latest; no write changes it
   */
  record Entry(StoreKey key, Instant lifetimeExpireTime) {}

  /**
   * Returns the sessions of a user whose lifetimes end last, those that end last first.
   *
   * @param after the last entry of the page before, or null for the first page
   * @param limit how many at most; fewer than that are the last page
   * @throws StoreUnavailableException if there is no answer
   */
  List<Entry> sessionsOf(UserKey user, @Nullable Entry after, int limit);
}
