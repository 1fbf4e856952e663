package dev.holdfast.client.testing;

import dev.holdfast.client.Absence;
import dev.holdfast.client.AcquireAnswer;
import dev.holdfast.client.Durability;
import dev.holdfast.client.LockAnswer;
import dev.holdfast.client.LockOwner;
import dev.holdfast.client.LockTerms;
import dev.holdfast.client.OperationId;
import dev.holdfast.client.Payload;
import dev.holdfast.client.Problem;
import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.ReadTerms;
import dev.holdfast.client.Reason;
import dev.holdfast.client.Session;
import dev.holdfast.client.SessionClient;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.UserHash;
import dev.holdfast.client.UserSessionsAnswer;
import dev.holdfast.client.Write;
import dev.holdfast.client.WriteAnswer;
import dev.holdfast.client.Written;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A session service in the memory of a test: the protocol with its versions, replays, locks and
 * moves. It has no durable store, so it knows no users. An acquire that waits does so for real.
 */
public final class InMemorySessionClient implements SessionClient {
  private final NamespacePolicy policy;
  private final Entries entries;
  private final Leases leases;
  private final Writes writes;

  /** A service with the defaults and the system's clock. */
  public InMemorySessionClient() {
    this(NamespacePolicy.DEFAULT, InstantSource.system());
  }

  /** A service with limits and a clock of the test. */
  public InMemorySessionClient(NamespacePolicy policy, InstantSource clock) {
    this.policy = policy;
    this.entries = new Entries(clock);
    this.leases = new Leases(clock);
    this.writes = new Writes(policy, entries, leases);
  }

  @Override
  public synchronized ReadAnswer find(SessionKey key, ReadTerms terms) {
    try {
      Refusal.requireEtag(terms.have());
    } catch (Refusal refusal) {
      return new ReadAnswer.Unknown(refusal.problem());
    }
    Entry entry = entries.at(entries.resolve(key));
    if (entry == null || !entry.isLive()) {
      return new ReadAnswer.Absent(entry == null ? Absence.NOT_FOUND : Absence.ENDED);
    }
    if (terms.touch()) {
      entry.use(policy.idleTimeout(), entries.now());
    }
    return new ReadAnswer.Found(shown(entry, terms.have()));
  }

  @Override
  public synchronized ReadAnswer describe(SessionKey key, boolean touch) {
    ReadAnswer answer = find(key, new ReadTerms(null, touch));
    return answer instanceof ReadAnswer.Found found
        ? new ReadAnswer.Found(new Session(found.session().etag(), null, found.session().times()))
        : answer;
  }

  @Override
  public ReadAnswer touch(SessionKey key) {
    return describe(key, true);
  }

  @Override
  public WriteAnswer<Written> create(SessionKey key, Write write) {
    return write(() -> writes.create(key, write));
  }

  @Override
  public WriteAnswer<Written> save(SessionKey key, Write write, String ifMatch) {
    return write(() -> writes.save(key, write, ifMatch));
  }

  @Override
  public WriteAnswer<Written> put(SessionKey key, Write write) {
    return write(() -> writes.save(key, write, null));
  }

  @Override
  public WriteAnswer<Durability> end(
      SessionKey key, OperationId operation, @Nullable String ifMatch) {
    return write(() -> writes.end(entries.resolve(key), operation, ifMatch));
  }

  @Override
  public WriteAnswer<Written> rotate(
      SessionKey key, SessionKey newKey, @Nullable Duration grace, OperationId operation) {
    return write(() -> writes.rotate(key, newKey, grace, operation));
  }

  @Override
  public synchronized AcquireAnswer acquire(
      SessionKey key, LockOwner owner, LockTerms terms, @Nullable String have) {
    try {
      Refusal.requireEtag(have);
      Refusal.requireWithin("wait", terms.patience(), Duration.ZERO, NamespacePolicy.LONGEST_WAIT);
      Duration lease = lease(terms.lease());
      awaitLock(key, owner, terms.patience());
      SessionKey at = entries.resolve(key);
      Instant end = leases.take(at, owner, lease);
      ReadAnswer answer = find(at, ReadTerms.DEFAULT.having(have));
      Session session = answer instanceof ReadAnswer.Found found ? found.session() : null;
      return new AcquireAnswer.Acquired(session, end);
    } catch (Refusal refusal) {
      Problem problem = refusal.problem();
      return problem.reason() == Reason.LOCK_HELD
          ? new AcquireAnswer.Held(problem)
          : new AcquireAnswer.Unknown(problem);
    }
  }

  @Override
  public synchronized LockAnswer renew(SessionKey key, LockOwner owner, @Nullable Duration lease) {
    try {
      Duration span = lease(lease);
      SessionKey at = entries.resolve(key);
      return leases.isHeldBy(at, owner)
          ? new LockAnswer.Held(leases.take(at, owner, span))
          : new LockAnswer.Lost(Refusal.of(Reason.LOCK_LOST).problem());
    } catch (Refusal refusal) {
      return new LockAnswer.Unknown(refusal.problem());
    }
  }

  @Override
  public synchronized LockAnswer release(SessionKey key, LockOwner owner) {
    SessionKey at = entries.resolve(key);
    if (!leases.isHeldBy(at, owner)) {
      return new LockAnswer.Lost(Refusal.of(Reason.LOCK_LOST).problem());
    }
    leases.free(at);
    notifyAll();
    return new LockAnswer.Released();
  }

  @Override
  public UserSessionsAnswer userSessions(UserHash user) {
    return new UserSessionsAnswer.Unknown(Refusal.of(Reason.NEEDS_DATABASE).problem());
  }

  @Override
  public WriteAnswer<Integer> endUserSessions(UserHash user, @Nullable SessionKey except) {
    return WriteAnswer.failed(Refusal.of(Reason.NEEDS_DATABASE).problem());
  }

  /** Does nothing: the sessions stay. */
  @Override
  public void close() {}

  private interface Step<T> {
    T take() throws Refusal;
  }

  private synchronized <T> WriteAnswer<T> write(Step<T> step) {
    try {
      return new WriteAnswer.Applied<>(step.take());
    } catch (Refusal refusal) {
      return WriteAnswer.failed(refusal.problem());
    } finally {
      notifyAll(); // A write may have freed a lock.
    }
  }

  private void awaitLock(SessionKey key, LockOwner owner, Duration patience) throws Refusal {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Duration rest = leases.heldFor(entries.resolve(key), owner);
      long left = end - System.nanoTime();
      if (rest.isZero()) {
        return;
      }
      if (left <= 0) {
        throw Refusal.lockHeld(rest);
      }
      try {
        TimeUnit.NANOSECONDS.timedWait(this, Math.min(left, rest.toNanos()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Refusal.lockHeld(rest);
      }
    }
  }

  private static Duration lease(@Nullable Duration lease) throws Refusal {
    Duration span = lease == null ? NamespacePolicy.LEASE : lease;
    return Refusal.requireWithin(
        "lease", span, Duration.ofMillis(1), NamespacePolicy.LONGEST_LEASE);
  }

  private static Session shown(Entry entry, @Nullable String have) {
    Payload payload = entry.etag().equals(have) ? null : entry.payload();
    return entry.session(payload);
  }
}
