package dev.holdfast.operations;

import dev.holdfast.store.memcached.NodeView;
import dev.holdfast.store.memcached.PoolRing;
import dev.holdfast.store.memcached.PoolSettings;
import dev.holdfast.store.memcached.RingChangeException;
import dev.holdfast.store.memcached.RingView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ring without nodes behind it, whose changes end when a test says so. */
final class SteeredRing implements PoolRing {
  static final PoolSettings.Node A = new PoolSettings.Node("a", "127.0.0.1", 11211, 1);
  static final PoolSettings.Node B = new PoolSettings.Node("b", "127.0.0.1", 11212, 2);
  static final PoolSettings.Node C = new PoolSettings.Node("c", "127.0.0.1", 11213, 1);

  private RingView now =
      new RingView(3, List.of(A, B, C), List.of(A, B, C), RingView.Progress.NONE);
  private RingChangeException.@Nullable Reason refusal;

  @Override
  public synchronized RingView view() {
    return now;
  }

  @Override
  public synchronized RingView change(List<PoolSettings.Node> nodes) {
    if (refusal != null) {
      throw new RingChangeException(refusal, "node b: silent (expected: an answer)");
    }
    if (!nodes.equals(now.next())) {
      if (now.isChanging()) {
        throw new RingChangeException(
            RingChangeException.Reason.BUSY, "epoch 4 (expected: no change under way)");
      }
      now = new RingView(now.epoch() + 1, now.nodes(), nodes, new RingView.Progress(17, 40));
    }
    return now;
  }

  /** Lets the change that goes on end. */
  synchronized void finish() {
    now = new RingView(now.epoch() + 1, now.next(), now.next(), RingView.Progress.NONE);
  }

  /** Refuses every change from now on. */
  synchronized void refuse(RingChangeException.Reason reason) {
    refusal = reason;
  }

  /** Returns the state of the nodes: b is down. */
  List<NodeView> nodes() {
    return List.of(
        new NodeView("a", "127.0.0.1:11211", true, ""),
        new NodeView("b", "127.0.0.1:11212", false, "silent"),
        new NodeView("c", "127.0.0.1:11213", true, ""));
  }
}
