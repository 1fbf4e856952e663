package dev.holdfast.store.memcached;

import dev.holdfast.lab.history.SessionCall;
import dev.holdfast.lab.history.SessionFindings;
import dev.holdfast.lab.history.SessionHistoryChecker;
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
  private final Tally tally = new Tally();
  private final List<String> violations = new ArrayList<>();
  private final SimulatedSweep sweep;
  private final Map<Integer, Actor> busy = new HashMap<>();
  private final Map<Actor, SimulatedReplica> homes = new HashMap<>();
  private final List<Runnable> moves = new ArrayList<>();
  private @Nullable Actor sweeper;
  private @Nullable Actor mender;
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
    this.operations = 8 + random.nextInt(14);
    this.sweep =
        new SimulatedSweep(world.nodes(), world.keys(), actors, world.log(), tally, world.trace());
  }

  /** Runs it to its end. */
  ScheduleResult run() {
    try {
      while (operations > 0 || !busy.isEmpty() || faults.isPresent()) {
        step();
      }
      calmDown();
    } catch (IllegalStateException e) {
      violate("stuck", "failed: " + e.getMessage() + causeOf(e));
    } finally {
      List.copyOf(actors.living()).forEach(actors::kill);
    }
    judge();
    boolean settled = world.log().chosen() > 0;
    tally.add("settled", world.log().chosen());
    return new ScheduleResult(seed, tally, violations, settled, world.trace().lines());
  }

  private static String causeOf(Exception e) {
    Throwable cause = e.getCause();
    return cause == null ? "" : ": " + cause;
  }

  private void violate(String kind, String text) {
    tally.add(kind);
    violations.add(text);
    world.trace().add(() -> "VIOLATION " + text);
  }

  // ---- one step

  private void step() {
    tick();
    passTime();
    int dice = random.nextInt(1000);
    if (dice < 150) {
      startOperation();
    } else if (dice < 170) {
      faults.toggle(terms.doubled(), mender == null && hasNoDoubts());
    } else if (dice < 174) {
      killOne();
    } else if (dice < 186) {
      wanted = random.nextInt(12) == 0 ? LONG.plusSeconds(random.nextInt(240)) : world.idleTime();
    } else if (dice < 192) {
      cutLink();
    } else if (dice < 193) {
      replaceReplica();
    } else if (dice < 197) {
      startMender(world.anyKey());
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
    if (wanted == null && operations > 0 && !busy.containsKey(client.number())) {
      operations--;
      StoreKey key = world.anyKey();
      SimulatedReplica replica = world.anyReplica();
      busy.put(
          client.number(), start("c" + client.number(), replica, () -> client.act(key, replica)));
    }
  }

  private Actor start(String name, SimulatedReplica replica, Runnable body) {
    Actor actor = new Actor(name + "@r" + replica.number(), body);
    actors.add(actor);
    homes.put(actor, replica);
    return actor;
  }

  private boolean hasNoDoubts() {
    return world.replicas().stream().allMatch(replica -> replica.doubts().isEmpty());
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
    ended(actor);
  }

  private void ended(Actor actor) {
    busy.values().remove(actor);
    homes.remove(actor);
    sweeper = actor.equals(sweeper) ? null : sweeper;
    mender = actor.equals(mender) ? null : mender;
  }

  /** Time passes between calls: a call has a deadline of a fraction of a second. */
  private void passTime() {
    Duration time = wanted;
    if (time != null && busy.isEmpty()) {
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
    List<Actor> dying =
        actors.living().stream().filter(actor -> homes.get(actor) == replica).toList();
    dying.forEach(this::kill);
    world.trace().add(() -> "REPLICA " + replica.number() + " restarts");
    world.replaceReplica(replica.number());
    tally.add("replica_restarts");
  }

  // ---- what goes on by itself

  /** Lets one of all things happen that can; returns whether there was one. */
  private boolean move() {
    moves.clear();
    network.addMoves(moves);
    network.addReconnects(world.replicas(), moves);
    for (Actor actor : actors.living()) {
      if (actor.isReady()) {
        moves.add(() -> resume(actor));
      }
    }
    addRepairs();
    if (moves.isEmpty()) {
      return false;
    }
    moves.get(random.nextInt(moves.size())).run();
    return true;
  }

  private void resume(Actor actor) {
    actors.resume(actor);
    if (actor.isOver()) {
      ended(actor);
    }
  }

  private void addRepairs() {
    if (faults.needsSweep() && sweeper == null && (calm || random.nextInt(8) == 0)) {
      moves.add(this::startSweep);
    }
    for (SimulatedReplica replica : world.replicas()) {
      if (mender == null && !replica.doubts().isEmpty()) {
        StoreKey key = replica.doubts().iterator().next();
        moves.add(
            () -> {
              replica.doubts().remove(key);
              startMender(key);
            });
      }
    }
  }

  private void startSweep() {
    SimulatedReplica replica = world.anyReplica();
    tally.add("sweeps");
    sweeper =
        start(
            "sweep",
            replica,
            () -> {
              if (sweep.run(replica)) {
                faults.swept();
              }
            });
  }

  private void startMender(StoreKey key) {
    if (mender == null) {
      SimulatedReplica replica = world.anyReplica();
      tally.add("repairs");
      mender =
          start(
              "mend",
              replica,
              () -> {
                if (sweep.repair(key, replica) == Repaired.SILENT) {
                  replica.doubts().add(key);
                }
              });
    }
  }

  // ---- the end

  private void calmDown() {
    world.trace().add(() -> "CALM");
    faults.heal();
    calm = true;
    network.calmDown();
    drain();
    Actor last = start("sweep", world.anyReplica(), () -> requireSwept());
    sweeper = last;
    drain();
    for (SimulatedReplica replica : world.replicas()) {
      for (StoreKey key : world.keys()) {
        start("look", replica, () -> look(key, replica));
        drain();
      }
    }
  }

  private void requireSwept() {
    if (!sweep.run(world.anyReplica())) {
      violate("stuck", "the last sweep does not end");
    }
  }

  private void look(StoreKey key, SimulatedReplica replica) {
    Lookup found = world.clients().getFirst().read(key, replica, false);
    boolean sure =
        found instanceof Lookup.Found
            || found instanceof Lookup.Ended
            || found instanceof Lookup.Absent;
    if (!sure) {
      violate("stuck", "no answer from a healthy, swept pool: " + kindOf(found));
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

  // ---- the verdict

  private void judge() {
    List<SessionCall> calls = world.log().calls();
    SessionFindings findings = SessionHistoryChecker.check(calls);
    tally.add("schedules");
    tally.add("calls", calls.size());
    tally.add("reads", findings.reads());
    tally.add("writes", findings.writes());
    tally.add("stale", findings.stale());
    tally.add("lost", findings.lost());
    tally.add("resurrected", findings.resurrected());
    tally.add("lost_updates", findings.lostUpdates());
    for (SessionCall call : calls) {
      tally.add(nameOf(call));
    }
    findings.examples().forEach(text -> violations.add(text));
    findings.examples().forEach(text -> world.trace().add(() -> "VIOLATION " + text));
    long denied = world.log().deniedButShown();
    if (denied > 0) {
      violate("denied_but_shown", "a write that was said not to be applied was shown");
    }
    faults.counts().forEach((kind, count) -> tally.add("fault_" + kind.label(), count));
  }

  private static String nameOf(SessionCall call) {
    return switch (call.result()) {
      case LOST -> "lost_told";
      default -> call.result().name().toLowerCase(Locale.ROOT);
    };
  }
}
