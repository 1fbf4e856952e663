package dev.holdfast.store;

import dev.holdfast.session.Acquisition;
import dev.holdfast.session.Lease;
import dev.holdfast.session.LockState;
import dev.holdfast.session.LockUse;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.PayloadTooLargeException;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Times each call of a store as {@code holdfast_store_seconds}, by call and outcome. A recall is
 * not timed: it asks nobody.
 */
public final class MeteredSessionStore extends ForwardingSessionStore {
  private final StoreTimers timers;

  /**
   * @param delegate the store to watch
   * @param meters where the timers are registered
   */
  public MeteredSessionStore(SessionStore delegate, MeterRegistry meters) {
    super(delegate);
    this.timers = new StoreTimers(meters);
  }

  @Override
  public Lookup find(StoreKey key) {
    return timed(StoreTimers.Call.FIND, () -> delegate().find(key), MeteredSessionStore::of);
  }

  @Override
  public WriteOutcome write(StoreKey key, SessionWrite write) {
    return timed(
        StoreTimers.Call.WRITE, () -> delegate().write(key, write), MeteredSessionStore::of);
  }

  @Override
  public boolean slide(StoreKey key, Session slid) {
    return timed(
        StoreTimers.Call.SLIDE,
        () -> delegate().slide(key, slid),
        done -> done ? StoreTimers.Result.APPLIED : StoreTimers.Result.CONFLICT);
  }

  @Override
  public Acquisition acquire(StoreKey key, Lease lease) {
    return timed(
        StoreTimers.Call.ACQUIRE,
        () -> delegate().acquire(key, lease),
        a -> a instanceof Acquisition.Held ? StoreTimers.Result.HELD : StoreTimers.Result.APPLIED);
  }

  @Override
  public Optional<Lease> holder(StoreKey key) {
    return timed(
        StoreTimers.Call.HOLDER,
        () -> delegate().holder(key),
        lease -> lease.isPresent() ? StoreTimers.Result.FOUND : StoreTimers.Result.ABSENT);
  }

  @Override
  public boolean renew(StoreKey key, Lease lease) {
    return timed(
        StoreTimers.Call.RENEW,
        () -> delegate().renew(key, lease),
        done -> done ? StoreTimers.Result.APPLIED : StoreTimers.Result.LOST);
  }

  @Override
  public LockState release(StoreKey key, LockUse.Release release) {
    return timed(
        StoreTimers.Call.RELEASE,
        () -> delegate().release(key, release),
        state -> state == LockState.LOST ? StoreTimers.Result.LOST : StoreTimers.Result.APPLIED);
  }

  private <T> T timed(
      StoreTimers.Call call, Supplier<T> work, Function<T, StoreTimers.Result> judge) {
    long start = System.nanoTime();
    StoreTimers.Result result = StoreTimers.Result.FAILED;
    try {
      T value = work.get();
      result = judge.apply(value);
      return value;
    } catch (StoreUnavailableException e) {
      result = StoreTimers.Result.UNAVAILABLE;
      throw e;
    } catch (OutcomeUnknownException e) {
      result = StoreTimers.Result.UNKNOWN;
      throw e;
    } catch (PayloadTooLargeException e) {
      result = StoreTimers.Result.TOO_LARGE;
      throw e;
    } finally {
      timers.record(call, result, System.nanoTime() - start);
    }
  }

  private static StoreTimers.Result of(Lookup lookup) {
    return switch (lookup) {
      case Lookup.Found _ -> StoreTimers.Result.FOUND;
      case Lookup.Absent _ -> StoreTimers.Result.ABSENT;
      case Lookup.Ended _ -> StoreTimers.Result.ENDED;
      case Lookup.Lost _ -> StoreTimers.Result.LOST;
      case Lookup.Unverified _ -> StoreTimers.Result.UNVERIFIED;
    };
  }

  private static StoreTimers.Result of(WriteOutcome outcome) {
    return outcome instanceof WriteOutcome.Applied
        ? StoreTimers.Result.APPLIED
        : StoreTimers.Result.CONFLICT;
  }
}
