package dev.holdfast.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.PayloadTooLargeException;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.Reconciliation.Mends;
import dev.holdfast.store.memory.InMemorySessionStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of one key, case by case. */
@Timeout(60)
class ReconciliationTest {
  private final SteerableClock clock = new SteerableClock();
  private final SessionStore cache = new InMemorySessionStore(10_000_000, Duration.ZERO, clock);
  private final RecordsInMemory records = new RecordsInMemory();
  private final TableInMemory table = new TableInMemory(records);
  private final Set<StoreKey> cached = new HashSet<>();
  private final StoreKey key = Samples.freshKey();
  private final Session first = Samples.first(key, clock, "first");
  private final Session second = Samples.after(key, first, "second");
  private Tally sum = Tally.NONE;

  @Test
  void fromCacheCommitsWhatTheTableLacks() {
    cache(key, first);

    run(Mends.BOTH);

    assertEquals(first, records.row(key));
    assertEquals(new Tally(2, 0, 1, 0, 0, 0, 0), sum);
  }

  @Test
  void fromCacheCommitsWhatTheTableHasAnOlderVersionOf() {
    cache(key, second);
    commit(key, first);

    run(Mends.BOTH);

    assertEquals(second, records.row(key));
    assertEquals(new Tally(2, 0, 1, 0, 0, 0, 0), sum);
  }

  @Test
  void fromCacheCommitsATombstone() {
    Session tombstone = Samples.ended(key, first);
    cache(key, tombstone);
    commit(key, first);

    run(Mends.BOTH);

    assertEquals(tombstone, records.row(key));
  }

  @Test
  void fromCacheLeavesALiveRowWhenTheTombstoneIsOfNoCall() {
    SessionVersion version = Samples.after(key, first, "lost").version();
    Session makeshift =
        new Session(
            version,
            new Session.Ended(),
            first.times(),
            dev.holdfast.session.Payload.EMPTY,
            first.log());
    cache(key, makeshift);
    commit(key, first);

    run(Mends.BOTH);

    assertEquals(first, records.row(key));
    assertEquals(1, sum.left());
  }

  @Test
  void fromTableInstallsWhatTheCacheLacks() {
    commit(key, first);

    run(Mends.BOTH);

    assertEquals(new Lookup.Found(first), cache.find(key));
    assertEquals(new Tally(1, 0, 0, 1, 0, 0, 0), sum);
  }

  @Test
  void fromTableInstallsOverAnOlderVersion() {
    cache(key, first);
    commit(key, second);

    run(Mends.CACHE);

    assertEquals(new Lookup.Found(second), cache.find(key));
    assertEquals(new Tally(2, 0, 0, 1, 0, 0, 0), sum);
  }

  @Test
  void cacheWinsWhenBothHaveTheSameCounter() {
    Session rival = Samples.after(key, first, "rival");
    cache(key, rival);
    commit(key, second);

    run(Mends.BOTH);

    assertEquals(rival, records.row(key));
    assertEquals(new Lookup.Found(rival), cache.find(key));
    assertEquals(new Tally(2, 0, 1, 0, 0, 0, 0), sum);
  }

  @Test
  void nothingIsCommittedWhenOnlyTheCacheIsMended() {
    cache(key, second);
    commit(key, first);

    fromCache(Mends.CACHE, cache);
    fromTable(Mends.CACHE, cache);

    assertEquals(first, records.row(key));
    assertEquals(new Lookup.Found(second), cache.find(key));
    assertEquals(1, sum.left());
  }

  @Test
  void everyDifferenceIsCountedOnceWhenNothingIsMended() {
    StoreKey other = Samples.freshKey();
    StoreKey third = Samples.freshKey();
    StoreKey broken = Samples.freshKey();
    cache(key, second);
    commit(key, first);
    commit(other, Samples.first(other, clock, "only committed"));
    Session old = Samples.first(third, clock, "old");
    cache(third, old);
    commit(third, Samples.after(third, old, "new"));
    commit(broken, Samples.first(broken, clock, "broken"));
    table.damage(broken);

    run(Mends.NOTHING);

    assertEquals(new Tally(6, 0, 1, 2, 1, 0, 4), sum);
    assertEquals(first, records.row(key));
    assertEquals(new Lookup.Absent(), cache.find(other));
  }

  @Test
  void nothingIsDifferentWhenBothHaveTheSame() {
    cache(key, first);
    commit(key, first);

    run(Mends.NOTHING);

    assertEquals(new Tally(2, 0, 0, 0, 0, 0, 0), sum);
  }

  @Test
  void expiredSessionsAreLeftAlone() {
    StoreKey old = Samples.freshKey();
    Session expired = Samples.first(old, clock, "old");
    commit(old, expired);
    clock.advance(Duration.ofMinutes(31));
    SessionStore late = new StubCache(new Lookup.Found(expired));

    fromCache(Mends.BOTH, late, old);
    fromTable(Mends.BOTH, cache);

    assertEquals(new Lookup.Absent(), cache.find(old));
    assertEquals(new Tally(2, 2, 0, 0, 0, 0, 0), sum);
  }

  @Test
  void damagedRowIsWrittenAnewWhenTheCacheHasItsVersion() {
    cache(key, first);
    commit(key, first);
    table.damage(key);

    run(Mends.BOTH);

    assertEquals(new Tally(2, 0, 0, 0, 1, 0, 0), sum);
  }

  @Test
  void damagedRowIsLeftWhenTheCacheHasLess() {
    cache(key, first);
    commit(key, second);
    table.damage(key);

    run(Mends.BOTH);

    assertEquals(new Tally(2, 0, 0, 0, 1, 0, 1), sum);
    assertEquals(new Lookup.Found(first), cache.find(key));
  }

  @Test
  void nothingIsInstalledWhenTheCacheLostALaterPayload() {
    commit(key, first);
    var forgetful = new StubCache(new Lookup.Lost(second.version()));

    fromTable(Mends.BOTH, forgetful);

    assertEquals(new Tally(1, 0, 0, 0, 0, 1, 1), sum);
    assertFalse(forgetful.isWritten);
  }

  @Test
  void keyIsUnprovedWhenTheCacheCannotTell() {
    var unsure = new StubCache(new Lookup.Unverified(null));

    fromCache(Mends.BOTH, unsure, key);

    assertEquals(new Tally(1, 0, 0, 0, 0, 1, 1), sum);
    assertNull(records.row(key));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void passOverAllFailsWhenTheCacheCannotTell(boolean hasRow) {
    if (hasRow) {
      commit(key, first); // and what came after it may be in the cache alone
    }
    Reconciliation pass = pass(Mends.BOTH, new StubCache(new Lookup.Unverified(null)));

    PoolToTable all = pass.fromAll(() -> new ListedKeys(Set.of(key)));

    assertThrows(StoreUnavailableException.class, all::run);
  }

  @Test
  void recordIsLeftWhenItIsLargerThanTheCacheTakes() {
    commit(key, first);
    SessionStore small =
        new ForwardingSessionStore(cache) {
          @Override
          public WriteOutcome write(StoreKey any, SessionWrite write) {
            throw new PayloadTooLargeException("too large");
          }
        };

    fromTable(Mends.BOTH, small);

    assertEquals(new Tally(1, 0, 0, 1, 0, 0, 1), sum);
  }

  @Test
  void whatWasInstalledIsBroughtUpToDateWhenTheTableHasMovedOn() {
    commit(key, first);
    SessionStore forgetful =
        new ForwardingSessionStore(cache) {
          @Override
          public WriteOutcome write(StoreKey any, SessionWrite write) {
            if (write.next().equals(first)) {
              commit(key, first, second); // and the cache has forgotten it before this arrives
            }
            return super.write(any, write);
          }
        };

    fromTable(Mends.BOTH, forgetful);

    assertEquals(new Lookup.Found(second), cache.find(key));
  }

  @Test
  void passGoesOnWhereItWasStopped() {
    List<StoreKey> all = IntStream.range(0, 200).mapToObj(_ -> Samples.freshKey()).toList();
    all.forEach(each -> commit(each, Samples.first(each, clock, "x")));
    List<String> places = new ArrayList<>();
    Reconciliation pass = pass(Mends.CACHE, cache);

    boolean ended = pass.fromTable("", (place, batch) -> heard(places, place, batch));

    assertFalse(ended);
    assertEquals(64, sum.cacheBehind());
    assertTrue(pass.fromTable(places.getLast(), (_, batch) -> add(batch)));
    assertEquals(200, sum.cacheBehind());
    assertEquals(200, sum.checked());
  }

  private boolean heard(List<String> places, String place, Tally batch) {
    places.add(place);
    add(batch);
    return false;
  }

  @Test
  void passIsPatientWhenTheDatabaseIsSilentForAMoment() {
    commit(key, first);
    table.setSilences(2);

    run(Mends.BOTH);

    assertEquals(new Lookup.Found(first), cache.find(key));
  }

  @Test
  void passEndsWhenTheDatabaseStaysSilent() {
    cache(key, first);
    records.setSilent(true);

    assertThrows(StoreUnavailableException.class, () -> run(Mends.BOTH));

    assertEquals(Tally.NONE, sum);
  }

  private void cache(StoreKey of, Session record) {
    cached.add(of);
    cache.write(of, Samples.create(record));
  }

  private void commit(StoreKey of, Session record) {
    records.write(of, null, record);
  }

  private void commit(StoreKey of, Session base, Session record) {
    records.write(of, base.version(), record);
  }

  private void run(Mends mends) {
    fromCache(mends, cache);
    fromTable(mends, cache);
  }

  private void fromCache(Mends mends, SessionStore of, StoreKey... more) {
    Set<StoreKey> keys = new HashSet<>(cached);
    keys.addAll(List.of(more));
    assertTrue(pass(mends, of).fromCache(new ListedKeys(keys), "", (_, batch) -> add(batch)));
  }

  private void fromTable(Mends mends, SessionStore of) {
    assertTrue(pass(mends, of).fromTable("", (_, batch) -> add(batch)));
  }

  private Reconciliation pass(Mends mends, SessionStore of) {
    return new Reconciliation(of, records, table, mends, clock);
  }

  private boolean add(Tally batch) {
    sum = sum.plus(batch);
    return true;
  }

  /** A cache that answers every read the same. */
  private final class StubCache extends ForwardingSessionStore {
    private final Lookup answer;
    private boolean isWritten;

    StubCache(Lookup answer) {
      super(cache);
      this.answer = answer;
    }

    @Override
    public Lookup find(StoreKey any) {
      return answer;
    }

    @Override
    public WriteOutcome write(StoreKey any, SessionWrite write) {
      isWritten = true;
      return super.write(any, write);
    }
  }
}
