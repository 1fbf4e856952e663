package dev.holdfast.lab.pool;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Makes the changes of a plan, one after the other, each asked of another replica. */
final class RingCrew implements PoolCourse {
  private final LabPool pool;
  private final RingChangePlan plan;
  private final List<RingReplica> replicas;
  private final RingWatch watch;
  private final List<ChangeOutcome> outcomes = new ArrayList<>();

  RingCrew(LabPool pool, RingChangePlan plan, List<RingReplica> replicas, RingWatch watch) {
    this.pool = pool;
    this.plan = plan;
    this.replicas = List.copyOf(replicas);
    this.watch = watch;
  }

  @Override
  public Duration quiet() {
    return plan.quiet();
  }

  List<ChangeOutcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /** Stops at the first change that does not come to its end. */
  @Override
  public List<Band> carryOut(Stopwatch time) throws IOException, InterruptedException {
    time.waitUntil(plan.quiet());
    List<RingMember> members = plan.first();
    boolean goesOn = true;
    for (int number = 0; number < plan.changes().size() && goesOn; number++) {
      RingChange change = plan.changes().get(number);
      members = change.ask().appliedTo(members);
      time.tell(change.name());
      RingReplica asked = replicas.get(number % replicas.size());
      ChangeOutcome outcome = new RingTurn(pool, replicas, watch, asked).make(change, members);
      outcomes.add(outcome);
      goesOn = outcome.isDone();
    }
    time.waitUntil(plan.length());
    return outcomes.stream().map(ChangeOutcome::band).toList();
  }
}
