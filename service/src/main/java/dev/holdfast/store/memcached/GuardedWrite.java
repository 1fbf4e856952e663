package dev.holdfast.store.memcached;

import dev.holdfast.session.Durability;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One write of a record, which may take several attempts. Each store command is guarded by the cas
 * of the base, so one that was given up and runs later finds its guard broken. Repeating it is
 * safe: the version is the same, and meeting it means success. Used by one thread.
 */
final class GuardedWrite implements Copies.RecordWrite {
  private static final int MAX_ROUNDS = 8;

  private final SingleCopy copies;
  private final StoreKey key;
  private final @Nullable SessionVersion base;
  private final Session next;
  private final ItemValue item;
  private final LockStep lock;
  private @Nullable NodeLink doubtful;

  GuardedWrite(SingleCopy copies, StoreKey key, SessionWrite write, LockStep lock) {
    this.copies = copies;
    this.key = key;
    this.base = write.base();
    this.next = write.next();
    this.lock = lock;
    this.item = copies.item(key, next);
  }

  @Override
  public boolean isInDoubt() {
    return doubtful != null;
  }

  /**
   * Tries once.
   *
   * @throws NoAnswerException if the node gives no answer
   */
  @Override
  public WriteOutcome attempt(Deadline deadline) {
    deadline.check();
    NodeLink home = copies.home(key);
    Copy known = isInDoubt() ? null : assume(home);
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Copy current = known == null ? look(home, deadline) : known;
      if (current.has(next.version())) {
        return applied(home, deadline);
      }
      if (!current.has(base)) {
        lock.begin(home, deadline);
        lock.settle(deadline);
        return new WriteOutcome.Conflict(current.lookup());
      }
      if (store(current, deadline)) {
        return applied(home, deadline);
      }
      known = null;
    }
    throw new NoAnswerException(false, "too many writers at once");
  }

  /** Returns the base as this replica remembers it, or null when it has to be read. */
  private @Nullable Copy assume(NodeLink home) {
    if (base == null) {
      return new Copy(null, 0, home);
    }
    Copy copy = copies.remembered(home, key);
    return copy != null && copy.has(base) ? copy : null;
  }

  /**
   * Reads the record. That ends a doubt if the doubtful command went over the same connection, and
   * so ran before the read; or if the base is gone, and so the guard of the command is broken.
   */
  private Copy look(NodeLink home, Deadline deadline) {
    Copy copy = copies.read(home, key, deadline);
    if (home.equals(doubtful) || !copy.has(base)) {
      doubtful = null;
    }
    return copy;
  }

  /** Stores over {@code current}; false when that is not what the node holds any more. */
  private boolean store(Copy current, Deadline deadline) {
    NodeLink home = current.connection();
    CompletableFuture<Reply> sent = copies.enqueueWrite(home, key, current.guard(), item, deadline);
    lock.begin(home, deadline);
    home.sendQueued();
    Reply reply = sent.join();
    if (reply instanceof Reply.Failed(boolean wasSent, _) && wasSent) {
      doubtful = home;
    }
    Reply answer = Replies.answer(reply);
    doubtful = null;
    if (answer instanceof Reply.Done(long cas)) {
      copies.note(key, new Copy(next, cas, home));
      return true;
    }
    return false;
  }

  private WriteOutcome applied(NodeLink home, Deadline deadline) {
    lock.begin(home, deadline);
    return new WriteOutcome.Applied(Durability.ONE_COPY, lock.settle(deadline));
  }
}
