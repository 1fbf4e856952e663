package dev.holdfast.store.memcached;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.search.Search;
import java.util.concurrent.atomic.LongAdder;

/** Publishes the state of a node as {@code holdfast_node_*}. */
final class NodeMeters {
  private final MeterRegistry meters;
  private final MemcachedNode node;

  private NodeMeters(MeterRegistry meters, MemcachedNode node) {
    this.meters = meters;
    this.node = node;
  }

  static void register(MeterRegistry meters, MemcachedNode node) {
    new NodeMeters(meters, node).register();
  }

  /** Removes what {@link #register} has made. */
  static void remove(MeterRegistry meters, MemcachedNode node) {
    Search.in(meters)
        .name(name -> name.startsWith("holdfast.node."))
        .tag("node", node.id())
        .meters()
        .forEach(meters::remove);
  }

  private void register() {
    Gauge.builder("holdfast.node.up", node, n -> n.view().up() ? 1 : 0)
        .description("Whether the node is in service and its answers count")
        .tag("node", node.id())
        .register(meters);
    Gauge.builder("holdfast.node.inflight", node, MemcachedNode::inFlight)
        .description("Commands waiting for the node")
        .tag("node", node.id())
        .register(meters);
    Gauge.builder("holdfast.node.breaker.state", node, n -> n.breaker().level())
        .description("0 closed, 1 half open, 2 open")
        .tag("node", node.id())
        .register(meters);
    FunctionCounter.builder(
            "holdfast.node.connections", node.tally().connections(), LongAdder::doubleValue)
        .description("Connections made to the node; each beyond the first is a reconnect")
        .tag("node", node.id())
        .register(meters);
    commands("answered", node.tally().answered());
    commands("unanswered", node.tally().unanswered());
    commands("refused", node.tally().refused());
  }

  private void commands(String outcome, LongAdder count) {
    FunctionCounter.builder("holdfast.node.commands", count, LongAdder::doubleValue)
        .description("Commands of the node, by what became of them")
        .tags("node", node.id(), "outcome", outcome)
        .register(meters);
  }
}
