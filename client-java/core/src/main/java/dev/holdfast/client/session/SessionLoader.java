package dev.holdfast.client.session;

import dev.holdfast.client.AcquireAnswer;
import dev.holdfast.client.LockAnswer;
import dev.holdfast.client.LockOwner;
import dev.holdfast.client.Outcome;
import dev.holdfast.client.Payload;
import dev.holdfast.client.Problem;
import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.ReadTerms;
import dev.holdfast.client.Reason;
import dev.holdfast.client.Session;
import dev.holdfast.client.SessionKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Brings a session to a request: from this server's copy, or in one trip to the service. */
final class SessionLoader {
  private final SessionContext context;
  private final RequestPolicy policy;

  SessionLoader(SessionContext context, RequestPolicy policy) {
    this.context = context;
    this.policy = policy;
  }

  /**
   * Returns the session; null when there is none.
   *
   * @throws SessionUnavailableException when nobody knows
   */
  @Nullable Loaded load(SessionId id) {
    SessionKey key = id.key();
    NearCopy near = context.copies().get(key);
    if (policy.mode() == SessionMode.EXCLUSIVE) {
      return acquire(key, near);
    }
    Instant now = context.now();
    if (near != null && context.settings().routing().trustsCopyOf(id) && !near.isExpired(now)) {
      context.copies().update(key, near.etag(), copy -> copy.usedAt(now));
      var state = new Loaded.State(near.etag(), near.payload(), near.times(), false);
      return new Loaded(policy, state, null, near.useTime());
    }
    return read(key, near, policy);
  }

  private @Nullable Loaded read(SessionKey key, @Nullable NearCopy near, RequestPolicy asPolicy) {
    ReadTerms terms = new ReadTerms(near == null ? null : near.etag(), asPolicy.slides());
    ReadAnswer answer = context.client().find(key, terms);
    if (answer instanceof ReadAnswer.Found found) {
      return loaded(key, near, found.session(), asPolicy, null);
    }
    if (answer instanceof ReadAnswer.Unknown unknown) {
      throw new SessionUnavailableException("the session cannot be read", unknown.problem());
    }
    context.copies().end(key);
    return null;
  }

  /**
   * Locks and reads, in two trips when somebody else holds the lock. The first does not wait: an
   * endpoint that hangs shows within the timeout, not after the wait.
   */
  private @Nullable Loaded acquire(SessionKey key, @Nullable NearCopy near) {
    LockOwner owner = LockOwner.random();
    Locking locking = context.settings().locking();
    String have = near == null ? null : near.etag();
    AcquireAnswer answer =
        context.client().acquire(key, owner, locking.terms().withoutWait(), have);
    if (answer instanceof AcquireAnswer.Held && !locking.terms().patience().isZero()) {
      answer = context.client().acquire(key, owner, locking.terms(), have);
    }
    if (answer instanceof AcquireAnswer.Acquired acquired) {
      return locked(key, near, acquired.session(), owner);
    }
    if (answer instanceof AcquireAnswer.Held held) {
      return withoutLock(key, near, held.problem());
    }
    throw new SessionUnavailableException(
        "the session cannot be locked", ((AcquireAnswer.Unknown) answer).problem());
  }

  private @Nullable Loaded locked(
      SessionKey key, @Nullable NearCopy near, @Nullable Session session, LockOwner owner) {
    if (session == null) {
      context.copies().end(key);
      free(key, owner);
      return null;
    }
    return loaded(key, near, session, policy, owner);
  }

  private @Nullable Loaded withoutLock(SessionKey key, @Nullable NearCopy near, Problem problem) {
    Locking.OnTimeout onTimeout = context.settings().locking().onTimeout();
    if (onTimeout == Locking.OnTimeout.FAIL) {
      throw new SessionLockedException(problem);
    }
    context.hooks().observer().lockTimedOut(problem);
    boolean mayMerge = onTimeout == Locking.OnTimeout.OPTIMISTIC;
    return read(key, near, mayMerge ? RequestPolicy.OPTIMISTIC : RequestPolicy.READ_ONLY);
  }

  private Loaded loaded(
      SessionKey key,
      @Nullable NearCopy near,
      Session session,
      RequestPolicy asPolicy,
      @Nullable LockOwner lock) {
    Payload payload = session.payload();
    if (payload == null && near != null && near.etag().equals(session.etag())) {
      payload = near.payload();
    }
    if (payload == null) {
      throw new SessionUnavailableException("the session cannot be read", withoutPayload());
    }
    Instant now = context.now();
    Instant useTime = near == null ? session.times().createTime() : near.useTime();
    var state = new Loaded.State(session.etag(), payload, session.times(), true);
    if (!session.verified()) {
      RequestPolicy reading = new RequestPolicy(SessionMode.READ_ONLY, asPolicy.slides());
      return new Loaded(reading, state, null, useTime);
    }
    context.copies().put(key, new NearCopy(session.etag(), payload, session.times(), now, now));
    return new Loaded(asPolicy, state, lock, useTime);
  }

  private static Problem withoutPayload() {
    return new Problem(
        Reason.UNEXPECTED_ANSWER,
        Outcome.UNKNOWN,
        true,
        "an answer without a payload that the caller has",
        Problem.Hints.of("none"));
  }

  /** What goes wrong here hurts nobody: the lease frees the lock as well. */
  private void free(SessionKey key, LockOwner owner) {
    if (context.client().release(key, owner) instanceof LockAnswer.Unknown unknown) {
      context.hooks().observer().courtesyFailed(unknown.problem());
    }
  }
}
