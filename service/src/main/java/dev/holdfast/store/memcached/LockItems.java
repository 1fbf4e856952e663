package dev.holdfast.store.memcached;

import dev.holdfast.session.Acquisition;
import dev.holdfast.session.Lease;
import dev.holdfast.session.OwnerToken;
import dev.holdfast.session.StoreKey;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The locks: each an item beside its record, on the same node, so that lock and record travel
 * together. A lease ends when the clock of the replica says so; the node forgets the item soon
 * after. A lock is only ever replaced or deleted by its cas, so nobody takes another's.
 */
final class LockItems {
  private static final int MAX_ROUNDS = 8;

  private final Copies copies;
  private final MemcachedExpiry expiry;
  private final Places<LockItem> own = new Places<>(System::nanoTime);

  LockItems(Copies copies, MemcachedExpiry expiry) {
    this.copies = copies;
    this.expiry = expiry;
  }

  Instant now() {
    return expiry.clock().instant();
  }

  /** Takes the lock, or tells who has it. Takes an own lock again, with the new lease. */
  Acquisition acquire(StoreKey key, Lease lease, Deadline deadline) {
    deadline.check();
    NodeLink home = copies.home(key);
    LockItem remembered = remembered(home, key, lease.owner());
    Guard guard = remembered == null ? Guard.ADD : remembered.guard();
    for (int round = 0; round < MAX_ROUNDS; round++) {
      CompletableFuture<Reply> taken = enqueueSet(home, key, guard, lease, deadline);
      Copies.PendingRead read = copies.beginRead(key, deadline);
      home.sendQueued();
      if (Replies.await(taken) instanceof Reply.Done(long cas)) {
        own.put(key, new LockItem(lease, cas, home));
        return new Acquisition.Acquired(read.await());
      }
      LockItem item = LockItem.of(Replies.await(sendGet(home, key, deadline)), home);
      Lease held = item.inForce(now());
      if (held != null && !held.owner().equals(lease.owner())) {
        return new Acquisition.Held(held);
      }
      guard = item.guard();
    }
    throw new NoAnswerException(false, "too many callers take this lock at once");
  }

  Optional<Lease> holder(StoreKey key, Deadline deadline) {
    deadline.check();
    NodeLink home = copies.home(key);
    LockItem item = LockItem.of(Replies.await(sendGet(home, key, deadline)), home);
    return Optional.ofNullable(item.inForce(now()));
  }

  /**
   * Gives the lock of {@code owner} to {@code next}, or frees it; false when it is not theirs. It
   * is looked for where this replica took it, and then wherever the key may have its home: that may
   * have changed since.
   */
  boolean hand(StoreKey key, OwnerToken owner, @Nullable Lease next, Deadline deadline) {
    LockItem own = held(key, owner);
    if (own != null && hand(own.connection(), own, key, owner, next, deadline)) {
      return true;
    }
    for (NodeLink home : copies.homes(key)) {
      boolean seen = own != null && home.equals(own.connection());
      if (!seen && hand(home, null, key, owner, next, deadline)) {
        return true;
      }
    }
    forget(key);
    return false;
  }

  private boolean hand(
      NodeLink home,
      @Nullable LockItem own,
      StoreKey key,
      OwnerToken owner,
      @Nullable Lease next,
      Deadline deadline) {
    LockItem item = own;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      LockItem held =
          item == null ? LockItem.of(Replies.await(sendGet(home, key, deadline)), home) : item;
      if (held.of(owner, now()) == null) {
        return false;
      }
      Reply reply = Replies.await(sendHand(held, key, next, deadline));
      if (settle(key, next, reply, home)) {
        return true;
      }
      item = null;
    }
    throw new NoAnswerException(false, "too many callers change this lock at once");
  }

  /** Returns the lock as this replica took it, wherever that was, if it is still the owner's. */
  @Nullable LockItem held(StoreKey key, OwnerToken owner) {
    LockItem item = own.get(key);
    return item != null && !item.connection().isClosed() && item.of(owner, now()) != null
        ? item
        : null;
  }

  /** Returns whether the lock of a key may be on several nodes. */
  boolean hasSeveralHomes(StoreKey key) {
    return copies.homes(key).size() > 1;
  }

  /** Returns the lock as this replica made it on this connection, if it is still the owner's. */
  @Nullable LockItem remembered(NodeLink home, StoreKey key, OwnerToken owner) {
    LockItem item = own.get(key);
    return item != null && item.connection().equals(home) && item.of(owner, now()) != null
        ? item
        : null;
  }

  /** Notes what became of a lock that was handed on; false when it was not as expected. */
  boolean settle(StoreKey key, @Nullable Lease next, Reply reply, NodeLink home) {
    forget(key);
    if (reply instanceof Reply.Done(long cas)) {
      if (next != null) {
        own.put(key, new LockItem(next, cas, home));
      }
      return true;
    }
    return false;
  }

  void forget(StoreKey key) {
    own.remove(key);
  }

  /** Sends the replacement or the deletion of a lock that was seen. */
  CompletableFuture<Reply> sendHand(
      LockItem held, StoreKey key, @Nullable Lease next, Deadline deadline) {
    return next == null
        ? held.connection()
            .send(MetaRequest.delete(ItemKey.lock(key), held.cas()), deadline.ofCommand())
        : sendSet(held.connection(), key, held.guard(), next, deadline);
  }

  CompletableFuture<Reply> sendGet(NodeLink home, StoreKey key, Deadline deadline) {
    return home.send(MetaRequest.get(ItemKey.lock(key)), deadline.ofCommand());
  }

  CompletableFuture<Reply> sendClear(NodeLink home, StoreKey key, Deadline deadline) {
    return home.send(MetaRequest.delete(ItemKey.lock(key)), deadline.ofCommand());
  }

  private CompletableFuture<Reply> sendSet(
      NodeLink home, StoreKey key, Guard guard, Lease lease, Deadline deadline) {
    CompletableFuture<Reply> reply = enqueueSet(home, key, guard, lease, deadline);
    home.sendQueued();
    return reply;
  }

  private CompletableFuture<Reply> enqueueSet(
      NodeLink home, StoreKey key, Guard guard, Lease lease, Deadline deadline) {
    ItemValue value = new ItemValue(LockItem.encode(lease), expiry.of(lease), 0);
    return home.enqueue(MetaRequest.set(ItemKey.lock(key), guard, value), deadline.ofCommand());
  }
}
