package dev.holdfast.conformance;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a call led to, in words that both doors share. */
sealed interface Observed {
  /**
   * A session as an answer shows it.
   *
   * @param etag its version
   * @param payload its bytes, or null for an answer without them
   * @param expireTime when it ends unless used
   * @param lifetimeExpireTime when it ends at the latest
   */
  record Seen(
      String etag, byte @Nullable [] payload, Instant expireTime, Instant lifetimeExpireTime) {}

  /**
   * What an answer says of a lock.
   *
   * @param state {@code held}, {@code released}, {@code lost}, or null
   * @param expireTime the end of the lease, or null
   */
  record Lock(@Nullable String state, @Nullable Instant expireTime) {
    /** An answer without a word on locks. */
    static final Lock NONE = new Lock(null, null);
  }

  /**
   * The call did what it is for.
   *
   * @param session the session, or null for an answer without one
   * @param notModified whether the caller was told that its version is current
   * @param created whether the call made the session
   * @param lock what became of the lock
   * @param durability what the acknowledgement means, or null
   */
  record Done(
      @Nullable Seen session,
      boolean notModified,
      boolean created,
      Lock lock,
      @Nullable String durability)
      implements Observed {}

  /**
   * The call told the sessions of a user.
   *
   * @param sessions each of them
   * @param more whether there may be others
   */
  record Listed(List<Entry> sessions, boolean more) implements Observed {}

  /**
   * One session of a user.
   *
   * @param handle what tells it from others
   * @param createTime when it was created
   * @param expireTime when it ends unless used
   * @param lifetimeExpireTime when it ends at the latest
   */
  record Entry(String handle, Instant createTime, Instant expireTime, Instant lifetimeExpireTime) {}

  /**
   * The call ended the sessions of a user.
   *
   * @param ended how many
   */
  record EndedAll(int ended) implements Observed {}

  /**
   * The call was refused.
   *
   * @param status the status of the door
   * @param problem why
   */
  record Failed(String status, Problem problem) implements Observed {}

  /**
   * Why a call failed.
   *
   * @param reason in one word
   * @param outcome what was applied
   * @param retryable whether the same call may succeed later
   * @param detail for people
   * @param hints what else is known
   */
  record Problem(String reason, String outcome, boolean retryable, String detail, Hints hints) {}

  /**
   * What a failure may tell besides.
   *
   * @param currentEtag the version that stands
   * @param retryAfter when to ask again
   */
  record Hints(@Nullable String currentEtag, @Nullable Duration retryAfter) {}

  /** What HTTP itself shows. */
  record Raw(int status, HttpHeaders headers, String body) implements Observed {}
}
