package dev.holdfast.client.transport;

import dev.holdfast.client.Outcome;
import dev.holdfast.client.Reason;
import java.time.Duration;

/**
 * One attempt of one call.
 *
 * @param requestId the token of the call, the same for all its attempts
 * @param patience how long the service may hold the request back for a lock
 * @param limit how long the attempt may take, the wait included
 * @param repeated whether the service may have applied an earlier attempt
 */
public record Attempt(String requestId, Duration patience, Duration limit, boolean repeated) {
  /** Returns this attempt after one that the service may have applied. */
  public Attempt afterUnknown() {
    return new Attempt(requestId, patience, limit, true);
  }

  /**
   * Returns the outcome of the call when the answer to this attempt tells one. A refusal at the
   * door says nothing about an earlier attempt, which may have passed it.
   */
  public Outcome outcome(Reason reason, Outcome told) {
    boolean settled = !repeated || reason.isOfState() || told != Outcome.NOT_APPLIED;
    return settled ? told : Outcome.UNKNOWN;
  }
}
