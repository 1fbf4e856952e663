package dev.holdfast.store.memcached;

import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;

/**
 * Writes later times over a record of the same version. Another slide that was faster is fine: the
 * later end stays.
 */
final class Slide {
  private static final int MAX_ROUNDS = 8;

  private final SingleCopy copies;
  private final StoreKey key;
  private final Session slid;
  private final ItemValue item;

  Slide(SingleCopy copies, StoreKey key, Session slid) {
    this.copies = copies;
    this.key = key;
    this.slid = slid;
    this.item = copies.item(key, slid);
  }

  /** Tries once; false when the version is not current. */
  boolean attempt(Deadline deadline) {
    deadline.check();
    NodeLink home = copies.home(key);
    Copy known = copies.remembered(home, key);
    for (int round = 0; round < MAX_ROUNDS; round++) {
      if (known == null || !known.has(slid.version())) {
        known = copies.read(home, key, deadline);
      }
      Session current = known.session();
      if (current == null || !known.has(slid.version())) {
        return false;
      }
      if (isLater(current) || store(home, known, deadline)) {
        return true;
      }
      known = null;
    }
    throw new NoAnswerException(false, "too many writers at once");
  }

  private boolean isLater(Session current) {
    return !current.times().idleExpireTime().isBefore(slid.times().idleExpireTime());
  }

  private boolean store(NodeLink home, Copy known, Deadline deadline) {
    var sent = copies.enqueueWrite(home, key, known.guard(), item, deadline);
    home.sendQueued();
    if (Replies.await(sent) instanceof Reply.Done(long cas)) {
      copies.note(key, new Copy(slid, cas, home));
      return true;
    }
    return false;
  }
}
