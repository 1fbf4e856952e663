package dev.holdfast.store.memcached;

import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Brings the candidates that an acknowledged write did not need up to it: the witness above all,
 * whose stub proves that two whole copies stand. Nobody waits for it; where one is missed, the key
 * is told to those who repair.
 */
final class LateCopies {
  private final ReplicatedCopies copies;
  private final StoreKey key;
  private final Candidates candidates;
  private final @Nullable SessionVersion base;
  private final Session next;

  LateCopies(
      ReplicatedCopies copies,
      StoreKey key,
      Candidates candidates,
      @Nullable SessionVersion base,
      Session next) {
    this.copies = copies;
    this.key = key;
    this.candidates = candidates;
    this.base = base;
    this.next = next;
  }

  /** Sends to every candidate that is prompt and not among those that stored it. */
  void send(Sighting stored, @Nullable Sighting before, Deadline deadline) {
    List<PoolNode> nodes = candidates.nodes();
    for (int i = 0; i < nodes.size(); i++) {
      NodeLink link = nodes.get(i).link();
      if (link == null || (link.isLagging() && stored.on(link) == null)) {
        copies.doubt(key);
      } else if (stored.on(link) == null) {
        ItemValue item =
            candidates.needsPayload(i)
                ? copies.items().whole(next, nodes)
                : copies.items().stub(next);
        begin(link, before == null ? null : before.on(link), item, deadline.ofCommand());
      }
    }
  }

  private void begin(NodeLink link, @Nullable Copy known, ItemValue item, long deadlineNanos) {
    if (base == null) {
      store(new Copy(null, 0, link), item, deadlineNanos);
    } else if (known != null) {
      store(known, item, deadlineNanos);
    } else {
      var _ =
          link.send(MetaRequest.get(ItemKey.record(key)), deadlineNanos)
              .thenAccept(
                  reply ->
                      over(Poll.copyOf(reply, link, copies.items().expiry()), item, deadlineNanos));
    }
  }

  private void over(@Nullable Copy copy, ItemValue item, long deadlineNanos) {
    if (copy != null && !copy.isUnreadable() && copy.counter() < next.version().counter()) {
      store(copy, item, deadlineNanos);
    }
  }

  private void store(Copy copy, ItemValue item, long deadlineNanos) {
    NodeLink link = copy.connection();
    var _ =
        link.send(MetaRequest.set(ItemKey.record(key), copy.guard(), item), deadlineNanos)
            .thenAccept(reply -> note(reply, link));
  }

  private void note(Reply reply, NodeLink link) {
    if (reply instanceof Reply.Done(long cas)) {
      copies.recent().add(key, new Copy(next, cas, link));
    } else {
      copies.doubt(key);
    }
  }
}
