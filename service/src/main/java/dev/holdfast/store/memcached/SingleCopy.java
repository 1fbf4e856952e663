package dev.holdfast.store.memcached;

import dev.holdfast.session.Session;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One copy of each record, on the first node of the ring. What that node says is taken for true, so
 * a node that restarts empty has lost its sessions, and one that returns with old ones serves them.
 */
final class SingleCopy implements Copies {
  private final Placement placement;
  private final RecordItems items;
  private final RecentCopies recent;

  SingleCopy(Placement placement, RecordItems items, RecentCopies recent) {
    this.placement = placement;
    this.items = items;
    this.recent = recent;
  }

  @Override
  public NodeLink home(StoreKey key) {
    return placement.of(key).nodes().getFirst().requireLink();
  }

  @Override
  public List<NodeLink> homes(StoreKey key) {
    return List.of(home(key));
  }

  @Override
  public PendingRead beginRead(StoreKey key, Deadline deadline) {
    NodeLink home = home(key);
    CompletableFuture<Reply> sent = sendRead(home, key, deadline);
    return () -> note(key, Copy.of(Replies.await(sent), home)).lookup();
  }

  /** Reads the record of a key. */
  Copy read(NodeLink home, StoreKey key, Deadline deadline) {
    return note(key, Copy.of(Replies.await(sendRead(home, key, deadline)), home));
  }

  private static CompletableFuture<Reply> sendRead(NodeLink home, StoreKey key, Deadline deadline) {
    return home.send(MetaRequest.get(ItemKey.record(key)), deadline.ofCommand());
  }

  /** Remembers what was seen of a key. */
  Copy note(StoreKey key, Copy copy) {
    recent.put(key, copy);
    return copy;
  }

  /** Returns the copy that was seen last, if it was seen on this link. */
  @Nullable Copy remembered(NodeLink home, StoreKey key) {
    return recent.on(home, key);
  }

  @Override
  public Optional<Session> recall(StoreKey key) {
    return recent.session(key);
  }

  @Override
  public void requireRoom(StoreKey key, Session next) {
    RecordItems.requireRoom(next, placement.of(key).nodes());
  }

  @Override
  public RecordWrite prepare(StoreKey key, SessionWrite write, LockStep lock) {
    return new GuardedWrite(this, key, write, lock);
  }

  @Override
  public boolean slide(StoreKey key, Session slid, Deadline deadline) {
    return new Slide(this, key, slid).attempt(deadline);
  }

  /** Returns the item of a record of this key. */
  ItemValue item(StoreKey key, Session session) {
    return items.whole(session, placement.of(key).nodes());
  }

  /** Makes a guarded write of the record of a key ready: it goes with the next flush. */
  CompletableFuture<Reply> enqueueWrite(
      NodeLink home, StoreKey key, Guard guard, ItemValue item, Deadline deadline) {
    return home.enqueue(MetaRequest.set(ItemKey.record(key), guard, item), deadline.ofCommand());
  }
}
