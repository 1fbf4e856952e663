package dev.holdfast.lab.pool;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Carries out a plan on a pool, and notes when things really broke and mended. */
final class FaultCrew {
  private final LabPool pool;
  private final long startNanos;

  /**
   * @param startNanos the begin of the plan, as of {@link System#nanoTime}
   */
  FaultCrew(LabPool pool, long startNanos) {
    this.pool = pool;
    this.startNanos = startNanos;
  }

  /** Carries out the whole plan, and returns when its length has passed. */
  List<Band> carryOut(PoolFaultPlan plan) throws IOException, InterruptedException {
    List<Band> bands = new ArrayList<>();
    for (PoolFault fault : plan.faults()) {
      waitUntil(fault.from());
      System.out.printf("%5.1f s  %s%n", elapsed().toMillis() / 1e3, fault.name());
      long from = System.nanoTime();
      for (PoolFault.Step step : fault.steps()) {
        waitUntil(step.at());
        pool.carryOut(step.action());
      }
      bands.add(new Band(fault.name(), fault.oneHung(), from, System.nanoTime()));
    }
    waitUntil(plan.length());
    return bands;
  }

  private Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  private void waitUntil(Duration at) {
    for (Duration left = at.minus(elapsed()); left.isPositive(); left = at.minus(elapsed())) {
      LockSupport.parkNanos(left.toNanos());
    }
  }
}
