package dev.holdfast.store.memcached;

import dev.holdfast.session.PayloadTooLargeException;
import dev.holdfast.session.Session;
import dev.holdfast.store.RecordCodec;
import java.util.List;

/**
 * Makes the items of records: whole ones, and the stubs of a witness, which have the header only.
 *
 * @param expiry owns the times of items
 */
record RecordItems(MemcachedExpiry expiry) {
  private static final int ITEM_OVERHEAD_BYTES = 64 + ItemKey.LENGTH;

  /**
   * Returns 32 bits of version and idle expiry: the client flags of the item, by which two copies
   * are compared without their values.
   */
  static int tag(Session session) {
    long idleExpiry = session.times().idleExpireTime().toEpochMilli();
    return Long.hashCode(Ring.mix(session.version().value() ^ Ring.mix(idleExpiry)));
  }

  /**
   * Returns the item of a record.
   *
   * @param holders the nodes that may get it
   * @throws PayloadTooLargeException if one would refuse it, and forget the old one for it
   */
  ItemValue whole(Session session, List<PoolNode> holders) {
    requireRoom(session, holders);
    return new ItemValue(RecordCodec.encode(session), expiry.of(session), tag(session));
  }

  /**
   * Checks the size of a record.
   *
   * @param holders the nodes that may get it
   * @throws PayloadTooLargeException if one would refuse it
   */
  static void requireRoom(Session session, List<PoolNode> holders) {
    long size = RecordCodec.sizeOf(session);
    long limit = Long.MAX_VALUE;
    for (PoolNode holder : holders) {
      limit = Math.min(limit, holder.maxItemBytes() - ITEM_OVERHEAD_BYTES);
    }
    if (size > limit) {
      throw new PayloadTooLargeException(
          "record: %d bytes (expected: at most %d)".formatted(size, limit));
    }
  }

  /** Returns the item of a witness: the header, which proves that the record exists. */
  ItemValue stub(Session session) {
    return new ItemValue(RecordCodec.encodeStub(session), expiry.of(session), tag(session));
  }
}
