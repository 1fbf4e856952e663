package dev.holdfast.wiring;

import dev.holdfast.operations.RingControl;
import dev.holdfast.operations.RingNode;
import dev.holdfast.operations.RingProblem;
import dev.holdfast.operations.RingRefusedException;
import dev.holdfast.operations.RingState;
import java.util.List;

/** The ring of a replica without a pool: there is none to see or to change. */
record NoRing() implements RingControl {
  @Override
  public RingState view() {
    throw refused();
  }

  @Override
  public RingState change(List<RingNode> nodes) {
    throw refused();
  }

  private static RingRefusedException refused() {
    return new RingRefusedException(
        RingProblem.NO_POOL,
        "this replica has no pool: holdfast.store.type is memory (expected: memcached)");
  }
}
