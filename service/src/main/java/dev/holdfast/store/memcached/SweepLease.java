package dev.holdfast.store.memcached;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to do what one replica is enough for, such as to sweep, so that replicas do not all do
 * the same work: an item on the first node that is in service. Two holders at once do no harm. Used
 * by one thread.
 */
final class SweepLease {
  private static final long SECONDS = 5;
  private static final long RENEW_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long COMMAND_NANOS = Duration.ofMillis(250).toNanos();

  private final ItemKey item;
  private final byte[] holder = RequestLine.ascii(UUID.randomUUID().toString());
  private @Nullable NodeLink link;
  private long cas;
  private long renewedNanos;

  /**
   * @param item says who holds it
   */
  SweepLease(ItemKey item) {
    this.item = item;
  }

  /** Takes or keeps the lease; returns whether it is held. Asks at most once a second. */
  boolean isHeld(List<? extends PoolNode> nodes) {
    NodeLink held = link;
    if (held != null && !held.isClosed() && System.nanoTime() - renewedNanos < RENEW_NANOS) {
      return true;
    }
    boolean kept = held != null && nodes.stream().anyMatch(node -> held.equals(node.link()));
    NodeLink target = kept ? held : first(nodes);
    link = null;
    if (target == null) {
      return false;
    }
    Guard guard = target.equals(held) ? new Guard(cas) : Guard.ADD;
    var value = new ItemValue(holder, SECONDS, 0);
    var request = MetaRequest.set(item, guard, value);
    if (target.send(request, System.nanoTime() + COMMAND_NANOS).join()
        instanceof Reply.Done(long granted)) {
      link = target;
      cas = granted;
      renewedNanos = System.nanoTime();
    }
    return link != null;
  }

  private static @Nullable NodeLink first(List<? extends PoolNode> nodes) {
    for (PoolNode node : nodes) {
      NodeLink candidate = node.link();
      if (candidate != null) {
        return candidate;
      }
    }
    return null;
  }
}
