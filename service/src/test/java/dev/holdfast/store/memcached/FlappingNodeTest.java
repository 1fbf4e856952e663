package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.store.Await;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many clients of two replicas on one node that hangs and resumes again and again. */
class FlappingNodeTest {
  private static final int KEYS = 8;
  private static final int CLIENTS = 8;
  private static final int FLAPS = 6;

  private final MemcachedPool pool = MemcachedPool.start(1);
  private final List<MemcachedSessionStore> replicas = List.of(pool.replica(), pool.replica());
  private final List<History> histories =
      Stream.generate(() -> new History(pool.keyOn(0), pool.clock())).limit(KEYS).toList();
  private volatile boolean flapping = true;

  @AfterEach
  void stop() {
    pool.close();
  }

  @Test
  void noAcknowledgedWriteIsLostAndNoVersionHasTwoSuccessorsWhenTheNodeFlaps() {
    histories.forEach(history -> history.begin(replicas.getFirst()));

    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, CLIENTS).forEach(i -> clients.execute(() -> run(i)));
      flap();
    }

    assertEquals(
        List.of(), histories.stream().flatMap(history -> history.faults().stream()).toList());
    assertTrue(histories.stream().allMatch(history -> history.finish(replicas.getLast())));
    histories.forEach(
        history -> assertTrue(history.applied() > 10, "applied: " + history.applied()));
  }

  private void run(int client) {
    MemcachedSessionStore replica = replicas.get(client % replicas.size());
    for (int i = client; flapping; i++) {
      histories.get(i % KEYS).readAndWrite(replica);
    }
  }

  private void flap() {
    try {
      hangAndResume();
    } finally {
      flapping = false;
    }
  }

  private void hangAndResume() {
    for (int i = 0; i < FLAPS; i++) {
      int before = applied();
      pool.process(0).hang();
      if (i % 2 == 0) {
        Await.until("the node is down", () -> !MemcachedPool.isUp(replicas.getFirst(), 0));
      }
      pool.process(0).resume();
      Await.until("writes go on", () -> applied() > before + 50);
    }
  }

  private int applied() {
    return histories.stream().mapToInt(History::applied).sum();
  }
}
