package dev.holdfast.operations;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Whether this replica wants traffic. A part that is down makes it degraded, not unready: the other
 * sessions go on, and every other replica would see the same part down.
 */
public final class ReplicaHealth {
  private final Supplier<List<ComponentHealth>> components;
  private final AtomicBoolean draining = new AtomicBoolean();

  /**
   * @param components asks for the state of the parts, without I/O
   */
  public ReplicaHealth(Supplier<List<ComponentHealth>> components) {
    this.components = components;
  }

  /** Says from now on that no new traffic is wanted. */
  public void drain() {
    draining.set(true);
  }

  /** Returns whether {@link #drain()} was called. */
  public boolean isDraining() {
    return draining.get();
  }

  /** Returns the state of the parts. */
  public List<ComponentHealth> components() {
    return components.get();
  }
}
