package dev.holdfast.session;

import java.time.Instant;

/**
 * A lock as its holder has it: who, and until when.
 *
 * @param owner the holder
 * @param expireTime when the lock is free again unless renewed
 */
public record Lease(OwnerToken owner, Instant expireTime) {
  /** Returns whether another one, which a store keeps in milliseconds, is this. */
  boolean isSame(Lease other) {
    return owner.equals(other.owner)
        && expireTime.toEpochMilli() == other.expireTime.toEpochMilli();
  }

  /** Returns whether the lock is free again at {@code now}. */
  public boolean isExpired(Instant now) {
    return !now.isBefore(expireTime);
  }
}
