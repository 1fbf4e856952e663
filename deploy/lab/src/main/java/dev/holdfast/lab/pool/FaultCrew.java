package dev.holdfast.lab.pool;

import dev.holdfast.lab.TimeSpan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Carries out a plan on a pool, and notes when things really broke and mended. */
final class FaultCrew implements PoolCourse {
  private final LabPool pool;
  private final PoolFaultPlan plan;

  FaultCrew(LabPool pool, PoolFaultPlan plan) {
    this.pool = pool;
    this.plan = plan;
  }

  @Override
  public Duration quiet() {
    return plan.quiet();
  }

  @Override
  public List<Band> carryOut(Stopwatch time) throws IOException, InterruptedException {
    List<Band> bands = new ArrayList<>();
    for (PoolFault fault : plan.faults()) {
      TimeSpan span = time.carryOut(fault.name(), fault.steps(), pool::carryOut);
      bands.add(new Band(fault.name(), fault.oneHung(), span.fromNanos(), span.toNanos()));
    }
    time.waitUntil(plan.length());
    return bands;
  }
}
