package dev.holdfast.store.memcached;

import java.time.Duration;

/** Tells nodes which step the ring is at. A node that holds a later one keeps it. */
final class RingAnnouncer {
  private static final long COMMAND_NANOS = Duration.ofSeconds(1).toNanos();
  private static final int TRIES = 3;

  private RingAnnouncer() {}

  /** Tells one node; returns whether it holds this very step now. Repeating it is safe. */
  static boolean tell(NodeLink link, RingPlan plan) {
    for (int i = 0; i < TRIES; i++) {
      long deadlineNanos = System.nanoTime() + COMMAND_NANOS;
      Reply reply = link.send(MetaRequest.get(ItemKey.RING), deadlineNanos).join();
      RingPlan held =
          reply instanceof Reply.Item(byte[] value, long _) ? RingPlan.decode(value) : null;
      if (plan.equals(held)) {
        return true;
      }
      if (held != null && !plan.isLaterThan(held)) {
        return false;
      }
      if (store(link, guard(reply), plan, deadlineNanos)) {
        return true;
      }
    }
    return false;
  }

  private static Guard guard(Reply reply) {
    return reply instanceof Reply.Item(byte[] _, long cas) ? new Guard(cas) : Guard.ADD;
  }

  private static boolean store(NodeLink link, Guard guard, RingPlan plan, long deadlineNanos) {
    var item = new ItemValue(plan.encode(), 0, 0);
    return link.send(MetaRequest.set(ItemKey.RING, guard, item), deadlineNanos).join()
        instanceof Reply.Done;
  }

  /** Tells a node that is in no ring, whatever it holds; returns whether it does then. */
  static boolean tellNew(NodeLink link, RingPlan plan) {
    long deadlineNanos = System.nanoTime() + COMMAND_NANOS;
    return link.send(MetaRequest.put(ItemKey.RING, plan.encode()), deadlineNanos).join()
        instanceof Reply.Done;
  }
}
