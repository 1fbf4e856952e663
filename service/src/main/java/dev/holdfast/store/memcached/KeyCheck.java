package dev.holdfast.store.memcached;

import dev.holdfast.session.StoreKey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Looks at many keys, a batch at a time, by their digests alone, and repairs those that are not the
 * same on every candidate. Used by one thread.
 */
final class KeyCheck {
  private static final int BATCH = 16;

  private final ReplicatedCopies copies;
  private final PoolSettings.Deadlines deadlines;
  private final SweepTally tally;
  private final List<StoreKey> batch = new ArrayList<>(BATCH);
  private final List<StoreKey> silent = new ArrayList<>();

  KeyCheck(ReplicatedCopies copies, PoolSettings.Deadlines deadlines, SweepTally tally) {
    this.copies = copies;
    this.deadlines = deadlines;
    this.tally = tally;
  }

  /** Takes a key; it is looked at now or by {@link #finish}. */
  void add(StoreKey key) {
    batch.add(key);
    if (batch.size() == BATCH) {
      finish();
    }
  }

  /** Looks at what is left. */
  void finish() {
    Deadline deadline = Deadline.start(deadlines);
    List<List<CompletableFuture<Reply>>> digests =
        batch.stream().map(key -> sendDigests(key, deadline)).toList();
    for (int i = 0; i < digests.size(); i++) {
      tally.checked().increment();
      if (!isSame(digests.get(i))) {
        repair(batch.get(i));
      }
    }
    batch.clear();
  }

  private List<CompletableFuture<Reply>> sendDigests(StoreKey key, Deadline deadline) {
    List<CompletableFuture<Reply>> sent = new ArrayList<>(ReplicatedCopies.CANDIDATES);
    Candidates candidates = copies.placement().of(key);
    int required = candidates.required();
    for (int place = 0; place < candidates.nodes().size(); place++) {
      if (Quorums.has(required, place)) {
        sent.add(sendDigest(candidates.nodes().get(place).link(), key, deadline));
      }
    }
    return sent;
  }

  private static CompletableFuture<Reply> sendDigest(
      @Nullable NodeLink link, StoreKey key, Deadline deadline) {
    return link == null
        ? CompletableFuture.completedFuture(new Reply.Failed(false, "out of service"))
        : link.send(MetaRequest.digest(ItemKey.record(key)), deadline.ofCommand());
  }

  private static boolean isSame(List<CompletableFuture<Reply>> digests) {
    @Nullable Integer tag = null;
    for (CompletableFuture<Reply> digest : digests) {
      if (!(digest.join() instanceof Reply.Digest(int other, long _))
          || (tag != null && tag != other)) {
        return false;
      }
      tag = other;
    }
    return true;
  }

  /** Repairs one key; what cannot be repaired now is kept for {@link #again}. */
  private void repair(StoreKey key) {
    switch (outcome(key)) {
      case SOUND, SETTLED, LOST -> tally.repaired().increment();
      case SILENT -> silent.add(key);
    }
  }

  private Repaired outcome(StoreKey key) {
    try {
      return copies.repair(key, Deadline.start(deadlines));
    } catch (NoAnswerException _) {
      return Repaired.SILENT;
    }
  }

  /** Returns whether every key so far is where it belongs. */
  boolean isClear() {
    return batch.isEmpty() && silent.isEmpty();
  }

  /** Tries those again that could not be repaired; returns how many are left. */
  int again() {
    finish();
    List<StoreKey> left = List.copyOf(silent);
    silent.clear();
    left.forEach(this::repair);
    return silent.size();
  }
}
