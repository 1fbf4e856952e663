package dev.holdfast.client.session;

import dev.holdfast.client.LockOwner;
import dev.holdfast.client.Payload;
import dev.holdfast.client.SessionTimes;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as a request begins to work on it.
 *
 * @param policy how it works, which may be less than was asked for
 * @param state what stands; null for a new session
 * @param lock the lock that the request holds; null for none
 * @param useTime when it was used last before, by this server's clock
 */
record Loaded(
    RequestPolicy policy, @Nullable State state, @Nullable LockOwner lock, Instant useTime) {
  /**
   * What stands.
   *
   * @param etag the version
   * @param payload its bytes
   * @param times its times
   * @param checked whether the service was asked just now
   */
  record State(String etag, Payload payload, SessionTimes times, boolean checked) {}

  static Loaded nothing(RequestPolicy policy, Instant now) {
    return new Loaded(policy, null, null, now);
  }
}
