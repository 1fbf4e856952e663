package dev.holdfast.lab;

import dev.holdfast.session.Durability;
import dev.holdfast.session.LockUse;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.memcached.MemcachedSessionStore;
import dev.holdfast.store.memcached.PoolSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The store of the product, as a replica uses it. Every read must answer what was saved last, and
 * every write must rest on what the mode of the pool promises.
 */
final class StoreContender implements PoolContender {
  private final BenchStates states = new BenchStates(Clock.tickMillis(ZoneOffset.UTC));
  private final String keySpace;
  private final Durability durability;
  private final StoreKey[] keys;
  private final @Nullable Session[] saved;
  private final MemcachedSessionStore store;

  /**
   * Starts a store.
   *
   * @param keySpace the beginning of its keys, which no other contender uses
   * @param durability what every write must rest on
   * @param sessions how many sessions it will keep
   */
  StoreContender(PoolSettings settings, String keySpace, Durability durability, int sessions) {
    this.keySpace = keySpace;
    this.durability = durability;
    keys = new StoreKey[sessions];
    Arrays.setAll(keys, this::keyOf);
    saved = new Session[sessions];
    store = MemcachedSessionStore.start(settings, new SimpleMeterRegistry(), states.clock());
  }

  private StoreKey keyOf(int number) {
    return BenchStates.key(keySpace, number);
  }

  @Override
  public void create(int number) throws MeasurementException {
    store(number, null, states.first(keys[number]));
  }

  @Override
  public void read(int number) throws MeasurementException {
    find(number);
  }

  @Override
  public void write(int number) throws MeasurementException {
    replace(number, find(number));
  }

  @Override
  public void save(int number) throws MeasurementException {
    replace(number, last(number));
  }

  private Session find(int number) throws MeasurementException {
    Lookup lookup = store.find(keys[number]);
    if (lookup instanceof Lookup.Found(Session session)
        && session.version().equals(last(number).version())
        && session.payload().size() == BenchPayload.BYTES) {
      return session;
    }
    throw new MeasurementException(
        keySpace + ": a read answered " + lookup + " (expected: what was saved last)");
  }

  private Session last(int number) throws MeasurementException {
    Session session = saved[number];
    if (session == null) {
      throw new MeasurementException(keySpace + ": session " + number + " was not created");
    }
    return session;
  }

  private void replace(int number, Session base) throws MeasurementException {
    store(number, base.version(), BenchStates.next(keys[number], base));
  }

  private void store(int number, @Nullable SessionVersion base, Session next)
      throws MeasurementException {
    WriteOutcome outcome = store.write(keys[number], new SessionWrite(base, next, LockUse.NONE));
    if (!(outcome instanceof WriteOutcome.Applied applied) || applied.durability() != durability) {
      throw new MeasurementException(
          keySpace + ": a write answered " + outcome + " (expected: applied, " + durability + ")");
    }
    saved[number] = next;
  }

  @Override
  public void close() {
    store.close();
  }
}
