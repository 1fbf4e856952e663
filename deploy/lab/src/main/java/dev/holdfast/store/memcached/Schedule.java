package dev.holdfast.store.memcached;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.StoreKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One schedule: an order of everything that happens, chosen by one row of random numbers. First
 * clients call while nodes break; then all is mended and swept, and every session must be
 * answerable.
 */
final class Schedule {
  private static final int MAX_STEPS = 60_000;
  private static final Duration LONG = Duration.ofSeconds(15);

  private final long seed;
  private final ScheduleTerms terms;
  private final World world;
  private final Random random;
  private final Actors actors;
  private final Network network;
  private final Faults faults;
  private final Judgement judgement;
  private final Tally tally;
  private final RingChanges ring;
  private final Upkeep upkeep;
  private final Map<Integer, Actor> busy = new HashMap<>();
  private final List<Runnable> moves = new ArrayList<>();
  private @Nullable Duration wanted;
  private int operations;
  private int steps;
  private boolean calm;

  Schedule(long seed, ScheduleTerms terms) {
    this.seed = seed;
    this.terms = terms;
    this.world = new World(seed, terms);
    this.random = world.random();
    this.actors = world.actors();
    this.network = world.network();
    this.faults = world.faults();
    this.judgement = new Judgement(world.trace());
    this.tally = judgement.tally();
    this.operations = 8 + random.nextInt(14);
    this.ring = new RingChanges(world, terms.broken(), tally);
    this.upkeep = new Upkeep(world, ring, terms.broken(), tally);
  }

  /** Runs it to its end. */
  ScheduleResult run() {
    try {
      while (operations > 0 || isBusy() || faults.isPresent()) {
        step();
      }
      calmDown();
    } catch (IllegalStateException e) {
      judgement.violate("stuck", "failed: " + e.getMessage() + causeOf(e));
    } finally {
      List.copyOf(actors.living()).forEach(actors::kill);
    }
    judgement.judge(world.log());
    faults.counts().forEach((kind, count) -> tally.add("fault_" + kind.label(), count));
    boolean settled = world.log().versions().chosen() > 0;
    return new ScheduleResult(seed, tally, judgement.violations(), settled, world.trace().lines());
  }

  private static String causeOf(Exception e) {
    Throwable cause = e.getCause();
    return cause == null ? "" : ": " + cause;
  }

  private boolean isBusy() {
    busy.values().removeIf(Actor::isOver);
    return !busy.isEmpty();
  }

  // ---- one step

  private void step() {
    tick();
    passTime();
    int dice = random.nextInt(1000);
    if (dice < 150) {
      startOperation();
    } else if (dice < 170) {
      faults.toggle(terms.doubled(), upkeep.isDone());
    } else if (dice < 174) {
      killOne();
    } else if (dice < 186) {
      wanted = random.nextInt(12) == 0 ? LONG.plusSeconds(random.nextInt(240)) : world.idleTime();
    } else if (dice < 192) {
      cutLink();
    } else if (dice < 193) {
      replaceReplica();
    } else if (dice < 197) {
      upkeep.mend(world.anyKey());
    } else if (dice < 212 && ring.areLeft()) {
      ring.begin();
    } else {
      move();
    }
  }

  private void tick() {
    world.trace().tick();
    if (++steps > MAX_STEPS) {
      throw new IllegalStateException("the schedule does not end");
    }
  }

  private void startOperation() {
    SimulatedClient client = world.clients().get(random.nextInt(world.clients().size()));
    boolean idle = !isBusy() || !busy.containsKey(client.number());
    if (wanted == null && operations > 0 && idle) {
      operations--;
      StoreKey key = world.anyKey();
      SimulatedReplica replica = world.anyReplica();
      busy.put(
          client.number(),
          actors.start("c" + client.number(), replica, () -> client.act(key, replica)));
    }
  }

  private void killOne() {
    List<Actor> living = actors.living();
    if (!living.isEmpty()) {
      kill(living.get(random.nextInt(living.size())));
      tally.add("killed_calls");
    }
  }

  private void kill(Actor actor) {
    world.trace().add(() -> "KILL " + actor.name());
    actors.kill(actor);
  }

  /** Time passes between calls: a call has a deadline of a fraction of a second. */
  private void passTime() {
    Duration time = wanted;
    if (time != null && !isBusy()) {
      wanted = null;
      world.clock().advance(time);
      world.trace().add(() -> "TIME passes " + time);
      tally.add(time.compareTo(LONG) < 0 ? "pauses" : "long_pauses");
    }
  }

  private void cutLink() {
    SimulatedLink link = network.anyLink();
    if (link != null) {
      link.close("cut", random);
      tally.add("cut_links");
    }
  }

  private void replaceReplica() {
    SimulatedReplica replica = world.anyReplica();
    actors.at(replica).forEach(this::kill);
    world.trace().add(() -> "REPLICA " + replica.number() + " restarts");
    world.replaceReplica(replica.number());
    tally.add("replica_restarts");
  }

  /** Lets one of all things happen that can; returns whether there was one. */
  private boolean move() {
    moves.clear();
    network.addMoves(moves);
    network.addReconnects(world.replicas(), moves);
    for (Actor actor : actors.living()) {
      if (actor.isReady()) {
        moves.add(() -> actors.resume(actor));
      }
    }
    ring.addMoves(moves, calm);
    upkeep.addMoves(moves, calm);
    if (moves.isEmpty()) {
      return false;
    }
    moves.get(random.nextInt(moves.size())).run();
    return true;
  }

  // ---- the end

  private void calmDown() {
    world.trace().add(() -> "CALM");
    faults.heal();
    calm = true;
    network.calmDown();
    drain();
    SimulatedReplica last = world.anyReplica();
    actors.start("sweep", last, () -> requireSwept(last));
    drain();
    for (SimulatedReplica replica : world.replicas()) {
      for (StoreKey key : world.keys()) {
        actors.start("look", replica, () -> look(key, replica));
        drain();
      }
    }
  }

  private void requireSwept(SimulatedReplica replica) {
    if (!upkeep.sweepAtLast(replica)) {
      judgement.violate("stuck", "the last sweep does not end");
    }
    if (!ring.isAtRest()) {
      judgement.violate("stuck", "the ring does not come to rest");
    }
  }

  private void look(StoreKey key, SimulatedReplica replica) {
    Lookup found = world.clients().getFirst().read(key, replica, false);
    boolean sure =
        found instanceof Lookup.Found
            || found instanceof Lookup.Ended
            || found instanceof Lookup.Absent;
    if (!sure) {
      judgement.violate("stuck", "no answer from a healthy, swept pool: " + kindOf(found));
    }
  }

  private static String kindOf(@Nullable Lookup found) {
    return found == null ? "silence" : found.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private void drain() {
    do {
      tick();
    } while (move());
    if (!actors.living().isEmpty()) {
      throw new IllegalStateException("somebody waits for what never comes");
    }
  }
}
