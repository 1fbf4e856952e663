package dev.holdfast.store.memcached;

import dev.holdfast.session.StoreKey;
import dev.holdfast.store.Await;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Real memcached processes, and as many replicas upon them as a test wants. */
final class MemcachedPool implements AutoCloseable {
  private final List<MemcachedProcess> processes;
  private final List<MemcachedSessionStore> replicas = new ArrayList<>();
  private final SteerableClock clock = new SteerableClock();
  private final ReadLoop reads;

  private MemcachedPool(List<MemcachedProcess> processes, ReadLoop reads) {
    this.processes = processes;
    this.reads = reads;
  }

  static MemcachedPool start(int nodes, String... options) {
    return start(ReadLoop.NONE, nodes, options);
  }

  /** Starts nodes whose answers the replicas read on a loop. */
  static MemcachedPool start(ReadLoop reads, int nodes, String... options) {
    return new MemcachedPool(
        Stream.generate(() -> MemcachedProcess.start(options))
            .limit(nodes)
            .collect(Collectors.toCollection(ArrayList::new)),
        reads);
  }

  SteerableClock clock() {
    return clock;
  }

  MemcachedProcess process(int node) {
    return processes.get(node);
  }

  PoolSettings settings() {
    return settings(PoolSettings.Mode.SINGLE);
  }

  PoolSettings settings(PoolSettings.Mode mode) {
    return PoolSettings.of(IntStream.range(0, processes.size()).mapToObj(this::node).toList())
        .withMode(mode);
  }

  /** Starts one more node, which is in no ring yet. */
  void addNode() {
    processes.add(MemcachedProcess.start());
  }

  PoolSettings.Node node(int index) {
    return new PoolSettings.Node(id(index), "127.0.0.1", processes.get(index).port(), 1);
  }

  static String id(int node) {
    return "node-" + node;
  }

  /** Starts one more replica, and waits until it sees every node. */
  MemcachedSessionStore replica() {
    return replica(settings());
  }

  /** Starts one more replica that keeps several copies, and waits until all nodes count. */
  MemcachedSessionStore replicated() {
    return replica(settings(PoolSettings.Mode.REPLICATED));
  }

  /** Starts one more replica of a ring of these nodes, and waits until all of them count. */
  MemcachedSessionStore replicated(List<PoolSettings.Node> nodes) {
    return replica(PoolSettings.of(nodes).withMode(PoolSettings.Mode.REPLICATED));
  }

  MemcachedSessionStore replica(PoolSettings settings) {
    var store = MemcachedSessionStore.start(settings, new SimpleMeterRegistry(), reads, clock);
    replicas.add(store);
    Await.until("all nodes are up", () -> store.nodes().stream().allMatch(NodeView::up));
    return store;
  }

  /** Returns a key that lives on this node. */
  StoreKey keyOn(int node) {
    return keyOn(settings(), node);
  }

  static StoreKey keyOn(PoolSettings settings, int node) {
    Ring ring =
        new Ring(settings.nodes().stream().map(n -> new Ring.Member(n.id(), n.weight())).toList());
    return Stream.generate(Samples::freshKey)
        .filter(key -> ring.first(key).equals(settings.nodes().get(node).id()))
        .findFirst()
        .orElseThrow();
  }

  /** Returns the numbers of the nodes of a key: first copy, second copy, witness. */
  List<Integer> candidates(StoreKey key) {
    PoolSettings all = settings();
    Ring ring =
        new Ring(all.nodes().stream().map(n -> new Ring.Member(n.id(), n.weight())).toList());
    return ring.candidates(key, ReplicatedCopies.CANDIDATES).stream()
        .map(id -> Integer.valueOf(id.substring(id.indexOf('-') + 1)))
        .toList();
  }

  static boolean isUp(MemcachedSessionStore store, int node) {
    return store.nodes().get(node).up();
  }

  @Override
  public void close() {
    replicas.forEach(MemcachedSessionStore::close);
    processes.forEach(MemcachedProcess::close);
  }
}
