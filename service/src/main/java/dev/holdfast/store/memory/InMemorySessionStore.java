package dev.holdfast.store.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.holdfast.session.Acquisition;
import dev.holdfast.session.Durability;
import dev.holdfast.session.InvalidInputException;
import dev.holdfast.session.Lease;
import dev.holdfast.session.LockState;
import dev.holdfast.session.LockUse;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.PayloadTooLargeException;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store in the memory of this replica. Each call is atomic for its key. A record goes a slack
 * after its end, and never sooner: when the byte limit is reached, writes that need more room throw
 * {@link StoreUnavailableException} and what is there stays.
 */
public final class InMemorySessionStore implements SessionStore {
  private static final Lookup ABSENT = new Lookup.Absent();

  private final ByteBudget budget;
  private final Cache<StoreKey, Session> records;
  private final InMemoryLocks locks;

  /**
   * @param maxBytes the memory for records and locks, roughly
   * @param slack how long a record is kept beyond its end
   * @param clock tells the time
   */
  public InMemorySessionStore(long maxBytes, Duration slack, InstantSource clock) {
    if (maxBytes <= 0) {
      throw new InvalidInputException("max-bytes: " + maxBytes + " (expected: > 0)");
    }
    Ticker ticker = new ClockTicker(clock);
    budget = new ByteBudget(maxBytes);
    records =
        Caffeine.newBuilder()
            .ticker(ticker)
            .executor(Runnable::run)
            .expireAfter(new RecordExpiry(clock, slack))
            .<StoreKey, Session>evictionListener((_, old, _) -> budget.change(-weigh(old)))
            .build();
    locks = new InMemoryLocks(clock, ticker, budget);
  }

  @Override
  public Lookup find(StoreKey key) {
    return lookup(records.getIfPresent(key));
  }

  @Override
  public Optional<Session> recall(StoreKey key) {
    return Optional.ofNullable(records.getIfPresent(key));
  }

  @Override
  public WriteOutcome write(StoreKey key, SessionWrite write) {
    requireRoom(key, write.next());
    Session current = withRoom(() -> replace(key, write));
    LockState lock = locks.use(key, write.lock());
    return current != null && current.version().equals(write.next().version())
        ? new WriteOutcome.Applied(Durability.MEMORY, lock)
        : new WriteOutcome.Conflict(lookup(current));
  }

  private @Nullable Session replace(StoreKey key, SessionWrite write) {
    return records
        .asMap()
        .compute(
            key, (_, current) -> isBase(current, write) ? grow(current, write.next()) : current);
  }

  private static boolean isBase(@Nullable Session current, SessionWrite write) {
    SessionVersion base = write.base();
    return current == null ? base == null : current.version().equals(base);
  }

  private Session grow(@Nullable Session current, Session next) {
    budget.change(weigh(next) - weigh(current));
    return next;
  }

  @Override
  public boolean slide(StoreKey key, Session slid) {
    Session current =
        records
            .asMap()
            .computeIfPresent(
                key,
                (_, old) ->
                    old.version().equals(slid.version()) ? old.withTimes(slid.times()) : old);
    return current != null && current.version().equals(slid.version());
  }

  @Override
  public Acquisition acquire(StoreKey key, Lease lease) {
    Lease held = withRoom(() -> locks.acquire(key, lease));
    return held.owner().equals(lease.owner())
        ? new Acquisition.Acquired(find(key))
        : new Acquisition.Held(held);
  }

  @Override
  public Optional<Lease> holder(StoreKey key) {
    return locks.holder(key);
  }

  @Override
  public boolean renew(StoreKey key, Lease lease) {
    return locks.renew(key, lease);
  }

  @Override
  public LockState release(StoreKey key, LockUse.Release release) {
    return locks.release(key, release);
  }

  @Override
  public String toString() {
    return "InMemorySessionStore[" + budget.maxBytes() + " bytes]";
  }

  @Override
  public void requireRoom(StoreKey key, Session next) {
    if (weigh(next) > budget.maxBytes()) {
      throw new PayloadTooLargeException(
          "record: " + weigh(next) + " bytes (expected: at most " + budget.maxBytes() + ")");
    }
  }

  /** Tries once more after the expired entries have gone. */
  private <T extends @Nullable Object> T withRoom(Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreUnavailableException _) {
      records.cleanUp();
      locks.cleanUp();
      return work.get();
    }
  }

  private static Lookup lookup(@Nullable Session session) {
    return session == null ? ABSENT : Lookup.of(session);
  }

  /** Returns about how many bytes a record takes with its key. */
  private static long weigh(@Nullable Session session) {
    return session == null ? 0 : 700L + session.payload().size();
  }
}
