package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.LockUse;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.store.Await;
import dev.holdfast.store.Crowd;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes that misbehave in ways a real one rarely does. */
class NodeConversationTest {
  private final SteerableClock clock = new SteerableClock();
  private final StoreKey key = Samples.freshKey();
  private final List<AutoCloseable> open = new ArrayList<>();

  /** Returns where the answers of the nodes are read. */
  ReadLoop reads() {
    return ReadLoop.NONE;
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  @Test
  void storeGoesOnWhenTheNodeSaysWhatNobodyAsked() {
    FakeNode node = fake(FakeNode.HEALTHY);
    MemcachedSessionStore store = started(node.settings("a"));
    for (int i = 1; i <= 3; i++) {
      int before = node.connections();

      node.say("ERROR Too many open connections\r\n");

      Await.until("another connection was made", () -> node.connections() > before);
      Await.until("the node is up", () -> MemcachedPool.isUp(store, 0));
      assertEquals(new Lookup.Absent(), store.find(key));
    }
  }

  @Test
  void findFailsAndNeverAnswersAbsentWhenTheAnswerIsNone() {
    for (String answer : List.of("ERROR\r\n", "garbage\r\n", "VA x\r\n", "CLIENT_ERROR no\r\n")) {
      FakeNode node = fake(line -> line.startsWith("mg") ? answer : FakeNode.HEALTHY.apply(line));
      MemcachedSessionStore store = started(node.settings("a"));

      assertThrows(StoreUnavailableException.class, () -> store.find(key), answer);
    }
  }

  @Test
  void findFailsAndTheConnectionStaysWhenTheNodeSaysThatItCannot() {
    FakeNode node =
        fake(
            line -> line.startsWith("mg") ? "SERVER_ERROR busy\r\n" : FakeNode.HEALTHY.apply(line));
    MemcachedSessionStore store = started(node.settings("a"));

    var thrown = assertThrows(StoreUnavailableException.class, () -> store.find(key));

    assertEquals("SERVER_ERROR busy", thrown.getMessage());
    node.answer(FakeNode.HEALTHY);
    assertEquals(new Lookup.Absent(), store.find(key));
    assertEquals(1, node.connections());
  }

  @Test
  void eachCallerGetsItsOwnAnswerWhenEarlierOnesComeLate() {
    FakeNode node = fake(FakeNode.HEALTHY);
    MemcachedSessionStore store = started(node.settings("a"));
    Queue<String> late = new ConcurrentLinkedQueue<>();
    node.answer(line -> hold(late, line));
    assertThrows(StoreUnavailableException.class, () -> store.find(key));
    node.answer(FakeNode.HEALTHY);

    node.say(String.join("", late));

    Await.until("the node is up", () -> MemcachedPool.isUp(store, 0));
    assertEquals(new Lookup.Absent(), store.find(key));
  }

  /** Keeps the answer back: for a read that of an item which cannot be read. */
  private static String hold(Queue<String> late, String line) {
    late.add(
        line.startsWith("mg")
            ? FakeNode.answer(line, "VA 7 c5") + "garbage\r\n"
            : FakeNode.HEALTHY.apply(line));
    return "";
  }

  @Test
  void connectionIsGivenUpWhenAnAnswerIsToAnotherCommand() {
    FakeNode node =
        fake(
            line ->
                line.startsWith("mg") ? "VA 7 c5 O0\r\ngarbage\r\n" : FakeNode.HEALTHY.apply(line));
    MemcachedSessionStore store = started(node.settings("a"));

    assertThrows(StoreUnavailableException.class, () -> store.find(key));

    node.answer(FakeNode.HEALTHY);
    Await.until("the node is up", () -> MemcachedPool.isUp(store, 0));
    assertEquals(new Lookup.Absent(), store.find(key));
    assertTrue(node.connections() >= 2);
  }

  @Test
  void findFailsAndNeverAnswersAbsentWhenTheAnswerIsToAnotherKindOfCommand() {
    for (String answer : List.of("HD", "NF", "NS", "EX")) {
      FakeNode node =
          fake(
              line ->
                  line.startsWith("mg")
                      ? FakeNode.answer(line, answer)
                      : FakeNode.HEALTHY.apply(line));
      MemcachedSessionStore store = started(node.settings("a"));

      assertThrows(StoreUnavailableException.class, () -> store.find(key), answer);
    }
  }

  @Test
  void otherNodesAreNotDelayedWhenOneAcceptsButNeverAnswers() {
    FakeNode hole = fake(_ -> "");
    FakeNode node = fake(FakeNode.HEALTHY);
    MemcachedSessionStore store = started(node.settings("a"), hole.settings("hole"));
    PoolSettings both = PoolSettings.of(List.of(node.settings("a"), hole.settings("hole")));
    Await.until("the hole was tried twice", () -> hole.connections() >= 2);

    for (int i = 0; i < 100; i++) {
      assertEquals(new Lookup.Absent(), store.find(MemcachedPool.keyOn(both, 0)));
      assertThrows(StoreUnavailableException.class, () -> store.find(MemcachedPool.keyOn(both, 1)));
    }

    assertEquals(1, node.connections());
    assertTrue(store.nodes().getLast().reason().contains("silent"));
  }

  @Test
  void startSucceedsAndHealthTellsWhyWhenANameDoesNotResolve() {
    FakeNode node = fake(FakeNode.HEALTHY);
    MemcachedSessionStore store =
        started(node.settings("a"), new PoolSettings.Node("b", "no-such-host.invalid", 11211, 1));

    Await.until(
        "the reason is known", () -> store.nodes().getLast().reason().contains("does not resolve"));

    assertEquals(List.of(true, false), store.nodes().stream().map(NodeView::up).toList());
  }

  @Test
  void startSucceedsAndHealthTellsWhyWhenNobodyListens() {
    var nobody = new PoolSettings.Node("a", "127.0.0.1", MemcachedProcess.freePort(), 1);

    MemcachedSessionStore store = started(nobody);

    Await.until("the reason is known", () -> store.nodes().getFirst().reason().contains("refused"));
    assertThrows(StoreUnavailableException.class, () -> store.find(key));
  }

  @Test
  void healthTellsWhyWhenTheNodeTurnsConnectionsAway() {
    FakeNode node = fake(_ -> "ERROR Too many open connections\r\n");
    MemcachedSessionStore store = started(node.settings("a"));

    Await.until(
        "the reason is known",
        () -> store.nodes().getFirst().reason().contains("Too many open connections"));
  }

  @Test
  void nodeComesBackByItselfWhenItHadTooManyConnections() throws IOException {
    try (MemcachedProcess process = MemcachedProcess.start("-c", "24");
        Crowding crowd = new Crowding(process.port(), 40)) {
      MemcachedSessionStore store = started(node(process));
      crowd.close();

      Await.until("the node is up", () -> MemcachedPool.isUp(store, 0));
      assertEquals(new Lookup.Absent(), store.find(key));
    }
  }

  /** Connections that keep others out. */
  private static final class Crowding implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();

    Crowding(int port, int count) throws IOException {
      for (int i = 0; i < count; i++) {
        sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
      }
    }

    @Override
    public void close() throws IOException {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void callsAreRefusedAtOnceWhenTooManyWaitForTheNode() {
    FakeNode node = fake(FakeNode.HEALTHY);
    PoolSettings settings =
        new PoolSettings(
            List.of(node.settings("a")),
            PoolSettings.Mode.SINGLE,
            PoolSettings.Deadlines.SINGLE,
            8,
            Duration.ZERO);
    MemcachedSessionStore store = started(settings);
    Await.until("the node is up", () -> MemcachedPool.isUp(store, 0));
    node.answer(_ -> "");

    List<String> reasons =
        Crowd.all(Collections.nCopies(64, key), each -> reasonOf(() -> store.find(each)));

    assertTrue(reasons.contains("node a: busy"), reasons.toString());
    assertTrue(store.tally(0).refused().sum() >= 1);
  }

  @Test
  void writeIsUnknownWhenTheConnectionBreaksAfterItWasSent() {
    FakeNode node = fake(FakeNode.HEALTHY);
    MemcachedSessionStore store = started(node.settings("a"));
    node.answer(line -> line.startsWith("ms") ? "garbage\r\n" : FakeNode.HEALTHY.apply(line));
    Session first = Samples.first(key, clock, "first");

    var outcome =
        assertThrows(
            RuntimeException.class,
            () -> store.write(key, new SessionWrite(null, first, LockUse.NONE)));

    assertEquals(OutcomeUnknownException.class, outcome.getClass());
  }

  private static String reasonOf(Runnable call) {
    try {
      call.run();
      return "";
    } catch (StoreUnavailableException e) {
      return e.getMessage();
    }
  }

  private static PoolSettings.Node node(MemcachedProcess process) {
    return new PoolSettings.Node("a", "127.0.0.1", process.port(), 1);
  }

  private FakeNode fake(Function<String, String> answers) {
    FakeNode node = new FakeNode(answers);
    open.add(node);
    return node;
  }

  private MemcachedSessionStore started(PoolSettings.Node... nodes) {
    return started(PoolSettings.of(List.of(nodes)));
  }

  private MemcachedSessionStore started(PoolSettings settings) {
    var store = MemcachedSessionStore.start(settings, new SimpleMeterRegistry(), reads(), clock);
    open.add(store);
    return store;
  }
}
