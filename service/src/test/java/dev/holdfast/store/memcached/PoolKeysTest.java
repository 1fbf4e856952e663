package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.SessionStore;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.store.Await;
import dev.holdfast.store.Crowd;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SessionKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The keys of real nodes. */
@Timeout(60)
class PoolKeysTest {
  private static final int SESSIONS = 1_000;

  private final MemcachedPool pool = MemcachedPool.start(3);

  @AfterEach
  void close() {
    pool.close();
  }

  @Test
  void eachKeyIsThereOnceAndInOrderWhenItHasSeveralCopies() {
    MemcachedSessionStore store = pool.replicated();
    List<String> expected = create(store);

    assertEquals(expected, all(store.keys(), ""));
    assertEquals(expected.subList(500, SESSIONS), all(store.keys(), expected.get(499)));
    assertEquals(List.of(), all(store.keys(), expected.getLast()));
  }

  @Test
  void eachKeyIsThereWhenItHasOneCopy() {
    MemcachedSessionStore store = pool.replica();
    List<String> expected = create(store);

    assertEquals(expected, all(store.keys(), ""));
    assertTrue(store.keys().count() >= SESSIONS);
  }

  @Test
  void keysAreToldOnceEachInManyParts() {
    MemcachedSessionStore store = pool.replicated();
    List<String> expected = create(store);

    assertEquals(expected, all(store.keys(10), ""));
  }

  @Test
  void keysAreAllThereWhenOneOfThreeNodesIsGone() {
    MemcachedSessionStore store = pool.replicated();
    List<String> expected = create(store);
    kill(store, 1);

    assertEquals(expected, all(store.keys(), ""));
  }

  @Test
  void afterIsUnavailableWhenTwoOfThreeNodesAreGone() {
    MemcachedSessionStore store = pool.replicated();
    create(store);
    kill(store, 1);
    kill(store, 2);

    assertThrows(StoreUnavailableException.class, () -> store.keys().after("", 10));
  }

  @Test
  void afterIsUnavailableWhenANodeWithSingleCopiesIsGone() {
    MemcachedSessionStore store = pool.replica();
    create(store);
    kill(store, 1);

    assertThrows(StoreUnavailableException.class, () -> store.keys().after("", 10));
  }

  private void kill(MemcachedSessionStore store, int node) {
    pool.process(node).kill();
    Await.until("the node is down", () -> !MemcachedPool.isUp(store, node));
  }

  private List<String> create(SessionStore store) {
    List<StoreKey> keys = IntStream.range(0, SESSIONS).mapToObj(_ -> Samples.freshKey()).toList();
    for (int from = 0; from < SESSIONS; from += 50) {
      Crowd.all(
          keys.subList(from, from + 50),
          key -> store.write(key, Samples.create(Samples.first(key, pool.clock(), "x"))));
    }
    return keys.stream().map(StoreKey::value).sorted().toList();
  }

  private static List<String> all(SessionKeys keys, String place) {
    List<String> all = new ArrayList<>();
    String reached = place;
    List<StoreKey> some = keys.after(reached, 64);
    while (!some.isEmpty()) {
      some.forEach(key -> all.add(key.value()));
      reached = all.getLast();
      some = keys.after(reached, 64);
    }
    return all;
  }
}
