package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.holdfast.session.InvalidInputException;
import dev.holdfast.session.Lease;
import dev.holdfast.session.OwnerToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The lock item of a key, as it was read or written on one connection. Its value is the end of the
 * lease in epoch milliseconds, a blank, and the owner.
 *
 * @param lease the lease, in force or not; null where there is none or it cannot be read
 * @param cas names this state of the item on this connection; 0 where there is no item
 * @param connection where it was read
 */
record LockItem(@Nullable Lease lease, long cas, NodeLink connection) {
  /** Makes an item of the answer to a read. */
  static LockItem of(Reply reply, NodeLink connection) {
    if (reply instanceof Reply.Item(byte[] value, long cas)) {
      return new LockItem(decode(value), cas, connection);
    }
    if (reply == Reply.Plain.MISS) {
      return new LockItem(null, 0, connection);
    }
    throw new NoAnswerException(false, "the node answered a read with " + reply);
  }

  static byte[] encode(Lease lease) {
    return (lease.expireTime().toEpochMilli() + " " + lease.owner().value()).getBytes(US_ASCII);
  }

  /** Returns the lease, or null if this is none: such an item is nobody's lock. */
  private static @Nullable Lease decode(byte[] value) {
    String text = new String(value, US_ASCII);
    int blank = text.indexOf(' ');
    try {
      return new Lease(
          new OwnerToken(text.substring(blank + 1)),
          Instant.ofEpochMilli(Long.parseLong(text, 0, Math.max(0, blank), 10)));
    } catch (InvalidInputException | NumberFormatException _) {
      return null;
    }
  }

  /** Returns the lease if it is in force at {@code now}. */
  @Nullable Lease inForce(Instant now) {
    return lease == null || lease.isExpired(now) ? null : lease;
  }

  /** Returns the lease if it is in force and this owner's. */
  @Nullable Lease of(OwnerToken owner, Instant now) {
    Lease held = inForce(now);
    return held != null && held.owner().equals(owner) ? held : null;
  }

  /** Returns the condition under which this is still what the node holds. */
  Guard guard() {
    return cas == 0 ? Guard.ADD : new Guard(cas);
  }
}
