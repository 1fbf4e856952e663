package dev.holdfast.session;

import java.time.Duration;
import java.time.Instant;

/**
 * What somebody who wants a lock asks for.
 *
 * @param owner who
 * @param term how long the lease is to last once it begins
 * @param caller who waits for it
 */
record LockWish(OwnerToken owner, Duration term, Caller caller) {
  /** Returns the lease that begins now. */
  Lease from(Instant now) {
    return new Lease(owner, now.plus(term));
  }
}
