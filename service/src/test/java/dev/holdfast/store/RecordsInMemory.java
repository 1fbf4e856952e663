package dev.holdfast.store;

import dev.holdfast.session.Durability;
import dev.holdfast.session.LockState;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Durable records that can be told to fall silent. */
public final class RecordsInMemory implements DurableRecords {
  private final Map<StoreKey, Session> rows = new ConcurrentHashMap<>();
  private final AtomicInteger reads = new AtomicInteger();
  private volatile boolean silent;
  private volatile boolean losesAnswers;

  /** From now on nothing is answered, or again. */
  public void setSilent(boolean silent) {
    this.silent = silent;
  }

  /** From now on writes are committed, and nobody hears of it. */
  void setLosesAnswers(boolean losesAnswers) {
    this.losesAnswers = losesAnswers;
  }

  int reads() {
    return reads.get();
  }

  Set<StoreKey> keys() {
    return rows.keySet();
  }

  @Nullable Session row(StoreKey key) {
    return rows.get(key);
  }

  /** Commits a record as another replica would, whoever is silent. */
  void put(StoreKey key, Session row) {
    rows.put(key, row);
  }

  @Override
  public Lookup find(StoreKey key) {
    reads.incrementAndGet();
    requireAnswer();
    return lookup(rows.get(key));
  }

  private void requireAnswer() {
    if (silent) {
      throw new StoreUnavailableException("the database is silent");
    }
  }

  private static Lookup lookup(@Nullable Session row) {
    return row == null ? new Lookup.Absent() : Lookup.of(row);
  }

  @Override
  public WriteOutcome write(StoreKey key, @Nullable SessionVersion base, Session next) {
    requireAnswer();
    Session row =
        rows.compute(
            key, (_, held) -> isCurrent(held, base) || held == null && base == null ? next : held);
    if (losesAnswers) {
      throw new OutcomeUnknownException("no answer came");
    }
    return row != null && row.version().equals(next.version())
        ? new WriteOutcome.Applied(Durability.DATABASE, LockState.NONE)
        : new WriteOutcome.Conflict(lookup(row));
  }

  private static boolean isCurrent(@Nullable Session held, @Nullable SessionVersion base) {
    return held != null && Objects.equals(held.version(), base);
  }

  @Override
  public boolean isUp() {
    return !silent;
  }

  @Override
  public Instant latestEnd() {
    requireAnswer();
    return rows.values().stream()
        .map(row -> row.times().idleExpireTime())
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  @Override
  public void slide(StoreKey key, Session slid) {
    rows.computeIfPresent(key, (_, held) -> held.version().equals(slid.version()) ? slid : held);
  }

  @Override
  public String toString() {
    return "RecordsInMemory";
  }
}
