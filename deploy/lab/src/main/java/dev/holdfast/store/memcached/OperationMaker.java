package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.holdfast.session.LockUse;
import dev.holdfast.session.OperationId;
import dev.holdfast.session.OperationLog;
import dev.holdfast.session.Payload;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionPolicy;
import dev.holdfast.session.SessionTimes;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Makes the writes of simulated clients, with the times and the log that the service gives them.
 */
final class OperationMaker {
  private final Random random;
  private final SimulatedClock clock;
  private final SessionPolicy.Expiry expiry;
  private final CallLog log;
  private int made;

  OperationMaker(Random random, SimulatedClock clock, SessionPolicy.Expiry expiry, CallLog log) {
    this.random = random;
    this.clock = clock;
    this.expiry = expiry;
    this.log = log;
  }

  /** Returns a create, over a tombstone or an expired record where there is one. */
  Operation create(StoreKey key, @Nullable Session base) {
    SessionTimes times = SessionTimes.startingAt(clock.instant(), expiry);
    return make(key, base, new Session.Live(null), times);
  }

  /** Returns a save over a live session. */
  Operation save(StoreKey key, Session base) {
    return make(key, base, new Session.Live(null), base.times().usedAt(clock.instant(), expiry));
  }

  /** Returns the end of a live session. */
  Operation end(StoreKey key, Session base) {
    return make(key, base, new Session.Ended(), base.times().entombedAt(clock.instant()));
  }

  private Operation make(
      StoreKey key, @Nullable Session base, Session.Status status, SessionTimes times) {
    String name = "w" + ++made;
    var id = new OperationId(random.nextLong(), random.nextLong());
    SessionVersion version =
        base == null ? SessionVersion.first(key, id) : base.version().next(key, id);
    OperationLog before = base == null ? OperationLog.EMPTY : base.log();
    Payload payload =
        status instanceof Session.Live ? Payload.of(name.getBytes(US_ASCII)) : Payload.EMPTY;
    Session next = new Session(version, status, times, payload, before.plus(id, version));
    log.mayLastUntil(key, next);
    var write = new SessionWrite(base == null ? null : base.version(), next, LockUse.NONE);
    return new Operation(name, key, write, log.era(key), 0);
  }
}
