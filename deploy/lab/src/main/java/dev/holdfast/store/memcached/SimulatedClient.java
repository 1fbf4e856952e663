package dev.holdfast.store.memcached;

import dev.holdfast.lab.history.SessionCall.Result;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OperationLog;
import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** One client, who makes one call after the other and remembers what was answered last. */
final class SimulatedClient {
  private static final int MAX_TRIES = 4;

  private final int number;
  private final Random random;
  private final SimulatedClock clock;
  private final CallLog log;
  private final OperationMaker maker;
  private final boolean entombs;
  private final Map<StoreKey, Session> known = new HashMap<>();
  private @Nullable Operation unsettled;

  /**
   * @param entombs whether it ends sessions as the service does; otherwise it deletes them
   */
  SimulatedClient(
      int number,
      Random random,
      SimulatedClock clock,
      CallLog log,
      OperationMaker maker,
      boolean entombs) {
    this.number = number;
    this.random = random;
    this.clock = clock;
    this.log = log;
    this.maker = maker;
    this.entombs = entombs;
  }

  int number() {
    return number;
  }

  /** Makes one call, or a read and a write that follows from it. */
  void act(StoreKey key, SimulatedReplica replica) {
    log.turnPage(key);
    Operation again = unsettled;
    if (again != null) {
      log.turnPage(again.key());
    }
    if (again != null && random.nextInt(10) < 6) {
      unsettled = null;
      if (again.era() == log.era(again.key()) && !again.write().next().isExpired(clock.instant())) {
        write(again.again(), replica);
        return;
      }
    }
    int dice = random.nextInt(100);
    if (dice < 35) {
      read(key, replica, true);
    } else if (dice < 94) {
      change(key, replica, dice >= 82);
    } else if (log.mayCreate(key)) {
      write(maker.create(key, null), replica);
    }
  }

  /** Saves or ends a session, or creates it where there is none. */
  private void change(StoreKey key, SimulatedReplica replica, boolean end) {
    Session base = known.get(key);
    boolean absent = false;
    if (base == null || random.nextBoolean()) {
      Lookup lookup = read(key, replica, false);
      base = known.get(key);
      absent = lookup instanceof Lookup.Absent;
    }
    if (base == null) {
      if (absent && log.mayCreate(key)) {
        write(maker.create(key, null), replica);
      }
    } else if (isOver(base)) {
      write(maker.create(key, base), replica);
    } else if (!end) {
      write(maker.save(key, base), replica);
    } else if (entombs) {
      write(maker.end(key, base), replica);
    } else {
      delete(maker.end(key, base), replica);
    }
  }

  private boolean isOver(Session session) {
    return session.status() instanceof Session.Ended || session.isExpired(clock.instant());
  }

  @Nullable Lookup read(StoreKey key, SimulatedReplica replica, boolean slides) {
    CallLog.Span span = log.begin(key, number);
    Lookup lookup;
    try {
      lookup = replica.find(key);
    } catch (Actor.Killed e) {
      log.drop(span);
      throw e;
    }
    log.read(span, lookup);
    remember(key, lookup);
    if (slides && lookup instanceof Lookup.Found(Session session)) {
      slide(key, session, replica);
    }
    return lookup;
  }

  private void remember(StoreKey key, @Nullable Lookup lookup) {
    Session record = lookup == null ? null : lookup.record();
    if (record == null) {
      known.remove(key);
    } else {
      known.put(key, record);
    }
  }

  private void slide(StoreKey key, Session session, SimulatedReplica replica) {
    if (!session.isExpired(clock.instant()) && session.times().isSlideDue(clock.instant())) {
      Session slid = session.withTimes(session.times().slidTo(clock.instant()));
      log.mayLastUntil(key, slid);
      CallLog.Span span = log.begin(key, number);
      try {
        if (replica.slide(key, slid)) {
          log.promise(key, slid);
        }
      } finally {
        log.drop(span);
      }
    }
  }

  private void write(Operation operation, SimulatedReplica replica) {
    CallLog.Span span = log.begin(operation.key(), number);
    SimulatedReplica.Written written;
    try {
      written = replica.write(operation.key(), operation.write());
    } catch (Actor.Killed e) {
      log.write(span, operation, Result.UNKNOWN);
      throw e;
    }
    if (written.outcome() instanceof WriteOutcome.Conflict(Lookup current)) {
      refused(span, operation, current);
    } else if (written.outcome() != null) {
      known.put(operation.key(), operation.write().next());
      log.write(span, operation, Result.APPLIED);
    } else {
      unanswered(span, operation, written.doubtful());
    }
  }

  /** What a refused caller is shown counts as read; the log in it may tell that it was applied. */
  private void refused(CallLog.Span span, Operation operation, Lookup current) {
    log.write(
        span,
        operation,
        remembers(current, operation) ? Result.APPLIED : refusal(operation, current));
    log.note(span, current);
    remember(operation.key(), current);
  }

  /** A repeated write may have been applied before, and be forgotten by the log. */
  private static Result refusal(Operation operation, Lookup current) {
    long made = operation.write().next().version().counter();
    boolean remembered =
        current instanceof Lookup.Found(Session session)
            && session.version().counter() < made + OperationLog.CAPACITY;
    return operation.tries() == 0 || remembered ? Result.NOT_APPLIED : Result.UNKNOWN;
  }

  private static boolean remembers(Lookup current, Operation operation) {
    Session shown = current.record();
    return shown != null
        && shown.log().entries().stream()
            .anyMatch(entry -> entry.version().equals(operation.write().next().version()));
  }

  private void unanswered(CallLog.Span span, Operation operation, boolean doubtful) {
    known.remove(operation.key());
    boolean unknown = doubtful || operation.tries() > 0;
    log.write(span, operation, unknown ? Result.UNKNOWN : Result.UNAVAILABLE);
    if (unknown && operation.tries() < MAX_TRIES) {
      unsettled = operation;
    }
  }

  /** Ends a session without a tombstone, which is not how the service does it. */
  private void delete(Operation operation, SimulatedReplica replica) {
    CallLog.Span span = log.begin(operation.key(), number);
    Result result = Result.UNKNOWN;
    try {
      result = replica.delete(operation.key()) ? Result.APPLIED : Result.UNKNOWN;
    } finally {
      log.write(span, operation, result);
    }
    known.remove(operation.key());
  }
}
