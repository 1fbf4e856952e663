package dev.holdfast.lab;

import dev.holdfast.store.memcached.Simulation;
import java.util.List;

/**
 * Simulates the pool: {@code FaultSimulation [--schedules N] [--seed N] [--break RULE|all]
 * [--double]}. Ends with code 0 only when nothing was violated, or, with {@code --break}, when each
 * broken rule was caught.
 */
final class FaultSimulation {
  private FaultSimulation() {}

  public static void main(String[] args) {
    try {
      System.exit(Simulation.run(List.of(args), System.out) ? 0 : 1);
    } catch (IllegalArgumentException e) {
      System.err.println("fault simulate: " + e.getMessage());
      System.exit(2);
    }
  }
}
