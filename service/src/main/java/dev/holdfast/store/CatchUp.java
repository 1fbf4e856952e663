package dev.holdfast.store;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Commits what was written while the durable records were away: for each key what the cache holds
 * now, unless a later one is committed, which is brought to the cache then.
 *
 * @param cache where the records are
 * @param records where they are committed
 * @param backlog the keys
 */
record CatchUp(SessionStore cache, DurableRecords records, Backlog backlog) {
  private static final int BATCH = 64;

  /** Goes on until the backlog is empty, or nothing of it can be committed now. */
  void drain() {
    boolean goesOn = true;
    while (goesOn && backlog.size() > 0 && records.isUp()) {
      goesOn = commitSome(backlog.take(BATCH));
    }
  }

  /** Commits them side by side, so that they share transactions. */
  private boolean commitSome(List<StoreKey> keys) {
    List<Future<Boolean>> done = new ArrayList<>(keys.size());
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      keys.forEach(key -> done.add(threads.submit(() -> isCommitted(key))));
    }
    return done.stream().anyMatch(each -> each.state() == Future.State.SUCCESS && each.resultNow());
  }

  private boolean isCommitted(StoreKey key) {
    boolean committed = false;
    try {
      commit(key);
      committed = true;
    } catch (StoreUnavailableException | OutcomeUnknownException _) {
      return false; // doing it again is safe
    } finally {
      if (!committed) {
        backlog.add(key);
      }
    }
    return committed;
  }

  /**
   * Commits what the cache holds of a key.
   *
   * @throws StoreUnavailableException if it is not committed, or the cache cannot tell
   * @throws OutcomeUnknownException if nobody can tell
   */
  void commit(StoreKey key) {
    switch (cache.find(key)) {
      case Lookup.Absent() -> {} // it has ended since, or the cache has lost it
      case Lookup.Found(Session session) -> raise(key, session);
      case Lookup.Ended(Session tombstone) -> {
        if (!RowRaise.isMakeshift(tombstone)) {
          raise(key, tombstone);
        }
      }
      case Lookup.Lost _, Lookup.Unverified _ ->
          throw new StoreUnavailableException("the cache cannot prove what it holds");
    }
  }

  private void raise(StoreKey key, Session held) {
    Lookup committed = new RowRaise(records).to(key, held);
    if (!Lookup.of(held).equals(committed)) {
      new CacheInstall(cache).quietly(key, committed);
    }
  }
}
