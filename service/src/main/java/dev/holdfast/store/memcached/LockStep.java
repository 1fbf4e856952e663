package dev.holdfast.store.memcached;

import dev.holdfast.session.LockState;
import dev.holdfast.session.LockUse;
import dev.holdfast.session.OwnerToken;
import dev.holdfast.session.StoreKey;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What one write does with the lock: sent right behind the write on the same connection, and once
 * only, however often the write is tried. It never fails the write: a lock of which nothing is
 * heard counts as lost. Used by one thread.
 */
final class LockStep {
  private final LockItems locks;
  private final StoreKey key;
  private final LockUse use;
  private @Nullable NodeLink home;
  private @Nullable LockItem remembered;
  private @Nullable CompletableFuture<Reply> pending;

  LockStep(LockItems locks, StoreKey key, LockUse use) {
    this.locks = locks;
    this.key = key;
    this.use = use;
  }

  /** Sends the first command, unless that was done before. */
  void begin(NodeLink connection, Deadline deadline) {
    if (home == null) {
      home = connection;
      pending =
          switch (use) {
            case LockUse.None _ -> null;
            case LockUse.Keep(var owner) -> locks.sendGet(homeOf(owner, connection), key, deadline);
            case LockUse.Release release -> sendRelease(connection, release, deadline);
            case LockUse.Clear _ -> locks.sendClear(connection, key, deadline);
          };
    }
  }

  /** The lock is where this replica took it, even if the key has another home by now. */
  private NodeLink homeOf(OwnerToken owner, NodeLink connection) {
    LockItem own = locks.held(key, owner);
    remembered = own;
    NodeLink at = own == null ? connection : own.connection();
    home = at;
    return at;
  }

  private CompletableFuture<Reply> sendRelease(
      NodeLink connection, LockUse.Release release, Deadline deadline) {
    NodeLink at = homeOf(release.owner(), connection);
    LockItem own = remembered;
    return own == null
        ? locks.sendGet(at, key, deadline)
        : locks.sendHand(own, key, release.successor(), deadline);
  }

  /** Waits for the end of what was begun. */
  LockState settle(Deadline deadline) {
    CompletableFuture<Reply> sent = pending;
    NodeLink connection = home;
    if (sent == null || connection == null) {
      return LockState.NONE;
    }
    try {
      return judge(Replies.await(sent), connection, deadline);
    } catch (NoAnswerException _) {
      locks.forget(key);
      return LockState.LOST;
    }
  }

  private LockState judge(Reply reply, NodeLink connection, Deadline deadline) {
    return switch (use) {
      case LockUse.None _ -> LockState.NONE;
      case LockUse.Keep(var owner) ->
          isOwners(reply, connection, owner) ? LockState.HELD : LockState.LOST;
      case LockUse.Release release -> released(release, reply, connection, deadline);
      case LockUse.Clear _ -> {
        locks.forget(key);
        yield LockState.RELEASED;
      }
    };
  }

  private boolean isOwners(Reply reply, NodeLink connection, OwnerToken owner) {
    return LockItem.of(reply, connection).of(owner, locks.now()) != null;
  }

  private LockState released(
      LockUse.Release release, Reply reply, NodeLink connection, Deadline deadline) {
    if (remembered != null) {
      if (locks.settle(key, release.successor(), reply, connection)) {
        return LockState.RELEASED;
      }
      if (reply == Reply.Plain.GONE) {
        return LockState.LOST;
      }
    } else if (!isOwners(reply, connection, release.owner()) && !locks.hasSeveralHomes(key)) {
      return LockState.LOST;
    }
    return locks.hand(key, release.owner(), release.successor(), deadline)
        ? LockState.RELEASED
        : LockState.LOST;
  }
}
