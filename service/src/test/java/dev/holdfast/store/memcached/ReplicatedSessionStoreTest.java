package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Durability;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.StoreKey;
import dev.holdfast.store.Await;
import dev.holdfast.store.RecordCodec;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SessionStoreContract;
import dev.holdfast.store.SteerableClock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract, and where the copies are, with two copies and a witness on four real nodes. */
class ReplicatedSessionStoreTest implements SessionStoreContract {
  private static MemcachedPool pool;
  private static MemcachedSessionStore store;
  private static MemcachedSessionStore other;

  @BeforeAll
  static void start() {
    pool = MemcachedPool.start(4);
    store = pool.replicated();
    other = pool.replicated();
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  @Override
  public SessionStore store() {
    return store;
  }

  @Override
  public SteerableClock clock() {
    return pool.clock();
  }

  @Override
  public Durability durability() {
    return Durability.TWO_COPIES;
  }

  @Test
  void writeLeavesTwoCopiesAndAStub() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);

    var nodes = pool.candidates(key);
    String item = "mg s:" + key.value() + " s\r\n";
    int whole = RecordCodec.encode(first).length;
    int stub = RecordCodec.encodeStub(first).length;
    assertTrue(pool.process(nodes.get(0)).ask(item).startsWith("HD s" + whole));
    assertTrue(pool.process(nodes.get(1)).ask(item).startsWith("HD s" + whole));
    Await.until(
        "the witness has its stub",
        () -> pool.process(nodes.get(2)).ask(item).startsWith("HD s" + stub));
  }

  @Test
  void otherReplicaReadsAndSavesWhatThisOneWrote() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    assertEquals(new Lookup.Found(first), other.find(key));

    Session second = Samples.after(key, first, "second");
    applied(other.write(key, Samples.replace(first, second)));
    assertEquals(new Lookup.Found(second), store.find(key));

    Session third = Samples.after(key, second, "third");
    applied(store.write(key, Samples.replace(second, third)));
    Session late = Samples.after(key, second, "late");
    Lookup current = refused(other.write(key, Samples.replace(second, late))).current();
    assertEquals(new Lookup.Found(third), current);
  }

  @Test
  void readRepairsACopyThatANodeForgot() {
    StoreKey key = Samples.freshKey();
    Session first = created(key);
    String item = "mg s:" + key.value() + "\r\n";
    for (int node : pool.candidates(key)) {
      Await.until("written", () -> pool.process(node).ask(item).startsWith("HD"));
      pool.process(node).ask("md s:" + key.value() + "\r\n");

      assertEquals(new Lookup.Found(first), store.find(key));

      if (node != pool.candidates(key).get(2)) {
        Await.until("repaired", () -> pool.process(node).ask(item).startsWith("HD"));
      }
    }
  }

  @Test
  void payloadThatIsNowhereIsToldAsLost() {
    StoreKey key = Samples.freshKey();
    created(key);
    var nodes = pool.candidates(key);
    String item = "mg s:" + key.value() + "\r\n";
    Await.until("written", () -> pool.process(nodes.get(2)).ask(item).startsWith("HD"));
    pool.process(nodes.get(0)).ask("md s:" + key.value() + "\r\n");
    pool.process(nodes.get(1)).ask("md s:" + key.value() + "\r\n");

    assertInstanceOf(Lookup.Lost.class, other.find(key));
  }
}
