package dev.holdfast.lab.pool;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One change of the ring, from the call to its last step, and what happens meanwhile. */
final class RingTurn {
  private static final Duration POLL = Duration.ofMillis(5);
  private static final Duration ASK_AGAIN = Duration.ofMillis(250);
  private static final Duration ASKING = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  /** Longer than any step of a change that still goes on. */
  private static final Duration REST = Duration.ofSeconds(5);

  private final LabPool pool;
  private final List<RingReplica> replicas;
  private final RingWatch watch;
  private final RingReplica asked;
  private @Nullable RingReplica killed;

  RingTurn(LabPool pool, List<RingReplica> replicas, RingWatch watch, RingReplica asked) {
    this.pool = pool;
    this.replicas = List.copyOf(replicas);
    this.watch = watch;
    this.asked = asked;
  }

  /**
   * Makes a change.
   *
   * @param wanted the nodes of the ring after it
   */
  ChangeOutcome make(RingChange change, List<RingMember> wanted)
      throws IOException, InterruptedException {
    for (FaultAction action : change.before()) {
      pool.carryOut(action);
    }
    watch.forgetKeys();
    long from = System.nanoTime();
    String complaint = ask(change.ask());
    if (complaint.isEmpty()) {
      for (RingChange.Trouble trouble : change.during()) {
        suffer(trouble);
      }
      complaint = await(PATIENCE, () -> isOver(wanted)) ? "" : watch.text();
    }
    long to = complaint.isEmpty() ? watch.lastStep() : System.nanoTime();
    return new ChangeOutcome(change.name(), asked.name(), complaint, from, to, watch.checkedKeys());
  }

  /** Asks until it is accepted; returns what is wrong when it is not, or nothing. */
  private String ask(RingAsk ask) throws IOException, InterruptedException {
    long end = System.nanoTime() + ASKING.toNanos();
    RingDoor.Said said = asked.ask(ask);
    while (said.isRetryable() && System.nanoTime() - end < 0) {
      System.out.println("         asked again: " + said.body());
      LockSupport.parkNanos(ASK_AGAIN.toNanos());
      said = asked.ask(ask);
    }
    return said.isAccepted() ? "" : said.status() + " " + said.body();
  }

  private void suffer(RingChange.Trouble trouble) throws IOException, InterruptedException {
    switch (trouble) {
      case RingChange.Trouble.Fault(FaultAction action) -> pool.carryOut(action);
      case RingChange.Trouble.Wait(Duration length) -> await(length, () -> false);
      case RingChange.Trouble.KillLeader() -> killLeader();
      case RingChange.Trouble.KillAsked() -> kill(asked);
      case RingChange.Trouble.StartKilled() -> startKilled();
    }
  }

  /** As soon as one is seen; the replica that was asked when none is. */
  private void killLeader() throws IOException, InterruptedException {
    await(PATIENCE, () -> watch.leader().isPresent());
    OptionalInt leader = watch.leader();
    kill(leader.isPresent() ? replicas.get(leader.getAsInt()) : asked);
  }

  private void kill(RingReplica replica) throws IOException, InterruptedException {
    replica.kill();
    System.out.println("         killed " + replica.name() + " at " + watch.text());
    killed = replica;
  }

  private void startKilled() throws IOException, InterruptedException {
    if (killed != null) {
      killed.startAsAtFirst();
      killed = null;
    }
  }

  private boolean isOver(List<RingMember> wanted) {
    return watch.isDone(wanted) && System.nanoTime() - watch.lastStep() > REST.toNanos();
  }

  private static boolean await(Duration atMost, BooleanSupplier holds) {
    long end = System.nanoTime() + atMost.toNanos();
    boolean held = holds.getAsBoolean();
    while (!held && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(POLL.toNanos());
      held = holds.getAsBoolean();
    }
    return held;
  }
}
