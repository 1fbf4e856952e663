package dev.holdfast.client;

import org.jspecify.annotations.Nullable;

/**
 * One session as a single answer of the service described it.
 *
 * @param etag the version: a quoted decimal such as {@code "17"}, which grows with every write
 * @param payload the bytes; null when the answer carried none, because the caller has them or wrote
 *     them
 * @param times its times
 * @param verified false when the service cannot prove that this state is current: show it, but
 *     neither decide by it nor keep its version
 */
public record Session(
    String etag, @Nullable Payload payload, SessionTimes times, boolean verified) {
  /** A current state. */
  public Session(String etag, @Nullable Payload payload, SessionTimes times) {
    this(etag, payload, times, true);
  }
}
