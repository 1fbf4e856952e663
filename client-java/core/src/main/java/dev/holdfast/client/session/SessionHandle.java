package dev.holdfast.client.session;

import dev.holdfast.client.LockAnswer;
import dev.holdfast.client.LockOwner;
import dev.holdfast.client.OperationId;
import dev.holdfast.client.Payload;
import dev.holdfast.client.Problem;
import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.Reason;
import dev.holdfast.client.Session;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.SessionTimes;
import dev.holdfast.client.WriteAnswer;
import dev.holdfast.client.Written;
import dev.holdfast.client.attribute.AttributeException;
import dev.holdfast.client.attribute.Envelope;
import dev.holdfast.client.attribute.EnvelopeFormat;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One session at the service: its key, its version, and the lock that this request holds. */
final class SessionHandle {
  /** The attribute that says when the session was saved last. */
  static final String USE_NOTE = "\0use";

  private static final int MOST_TRIES = 8;

  private final SessionContext context;
  private final RequestPolicy policy;
  private final @Nullable String loadedEtag;
  private final Payload loadedPayload;
  private final Instant beginTime;
  private final boolean checked;
  private SessionKey key;
  private @Nullable String etag;
  private @Nullable SessionTimes times;
  private @Nullable LockOwner lock;

  /** Whether the attributes of the request were read from the version that stands. */
  private boolean baseIsCurrent = true;

  /** What a try may have stored without an acknowledgement. */
  private @Nullable Map<String, Envelope> unknown;

  SessionHandle(SessionContext context, SessionKey key, Loaded loaded) {
    Loaded.State state = loaded.state();
    this.context = context;
    this.policy = loaded.policy();
    this.key = key;
    this.lock = loaded.lock();
    this.beginTime = context.now();
    this.loadedEtag = state == null ? null : state.etag();
    this.etag = loadedEtag;
    this.times = state == null ? null : state.times();
    this.loadedPayload = state == null ? Payload.of(new byte[0]) : state.payload();
    this.checked = state == null || state.checked();
  }

  boolean exists() {
    return etag != null;
  }

  /** A session that this request made may be written in any mode: nobody else knows it. */
  boolean isReadOnly() {
    return policy.mode() == SessionMode.READ_ONLY && loadedEtag != null;
  }

  Map<String, Envelope> loadedAttributes() {
    return read(loadedPayload);
  }

  Instant createTime() {
    return times == null ? beginTime : times.createTime();
  }

  @Nullable Instant expireTime() {
    return times == null ? null : times.expireTime();
  }

  /** Stores changes against the version that was read, and on top of what others stored since. */
  Saved save(Change change) {
    String against = etag;
    if (against == null) {
      return create(change);
    }
    Base base = new Base(against, change.attributes().base(), change.changes());
    return baseIsCurrent ? save(change, base, false) : saveOntoTheirs(change);
  }

  private Saved create(Change change) {
    Base nothing = new Base("", Map.of(), change.changes());
    Map<String, Envelope> target = target(nothing);
    Payload payload = EnvelopeFormat.write(target);
    WriteAnswer<Written> answer = context.client().create(key, change.write(payload, lock));
    if (answer instanceof WriteAnswer.Applied<Written> applied) {
      accept(applied.value(), payload, change);
      change.rebase(target);
      return Saved.SAVED;
    }
    Problem problem = WriteFailure.problem(answer);
    if (problem.reason() != Reason.SESSION_EXISTS) {
      unknown = answer instanceof WriteAnswer.Unknown ? target : unknown;
      throw failure(problem);
    }
    if (unknown != null) {
      return saveOntoTheirs(change); // What exists is what an earlier try has made.
    }
    throw new SessionConflictException("there is a session under the new id already");
  }

  private Saved saveOntoTheirs(Change change) {
    Base theirs = readAgain(change, new Base("", change.attributes().base(), change.changes()));
    return theirs == null ? gone() : save(change, theirs, true);
  }

  private Saved save(Change change, Base first, boolean ontoTheirs) {
    boolean merged = ontoTheirs;
    Base base = first;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Map<String, Envelope> target = target(base);
      Payload payload = EnvelopeFormat.write(target);
      WriteAnswer<Written> answer =
          context.client().save(key, change.write(payload, lock), base.etag());
      if (answer instanceof WriteAnswer.Applied<Written> applied) {
        accept(applied.value(), payload, change);
        change.rebase(target);
        return merged ? Saved.MERGED : Saved.SAVED;
      }
      Problem problem = WriteFailure.problem(answer);
      if (problem.reason().isAbsence()) {
        return gone();
      }
      if (problem.reason() != Reason.VERSION_MISMATCH) {
        unknown = answer instanceof WriteAnswer.Unknown ? target : unknown;
        throw failure(problem);
      }
      Base theirs = readAgain(change, base);
      if (theirs == null) {
        return gone();
      }
      merged = true;
      base = theirs;
    }
    throw new SessionConflictException(
        "other requests saved the session during %d tries".formatted(MOST_TRIES));
  }

  /** Reads what another request saved, and merges; null when the session is no more. */
  private @Nullable Base readAgain(Change change, Base base) {
    ReadAnswer answer = context.client().find(key);
    if (answer instanceof ReadAnswer.Absent) {
      return null;
    }
    if (answer instanceof ReadAnswer.Unknown unknown) {
      throw failure(unknown.problem());
    }
    Session session = ((ReadAnswer.Found) answer).session();
    Map<String, Envelope> theirs = read(session.payload());
    if (theirs.equals(unknown)) {
      return new Base(session.etag(), theirs, base.changes()); // An earlier try of this request.
    }
    ClashPolicy clashes =
        policy.mode() == SessionMode.EXCLUSIVE ? ClashPolicy.REFUSE : context.hooks().clashes();
    Merge merge = new Merge(change.attributes(), clashes, context.hooks().observer());
    context.hooks().observer().merged();
    return new Base(session.etag(), theirs, merge.onto(base.attributes(), base.changes(), theirs));
  }

  private Map<String, Envelope> target(Base base) {
    Map<String, Envelope> target =
        new LinkedHashMap<>(Merge.apply(base.attributes(), base.changes()));
    byte[] now = context.now().toString().getBytes(StandardCharsets.UTF_8);
    target.put(USE_NOTE, new Envelope("text", now));
    return target;
  }

  private void accept(Written written, Payload payload, Change change) {
    Session session = written.session();
    Instant now = context.now();
    NearCopy copy = new NearCopy(session.etag(), payload, session.times(), now, now);
    if (etag == null) {
      context.copies().putCreated(key, copy);
    } else {
      context.copies().put(key, copy);
    }
    etag = session.etag();
    times = session.times();
    baseIsCurrent = true;
    unknown = null;
    if (change.release()) {
      lock = null;
    }
  }

  /** Gives the session another key; what others saved meanwhile is read before the next save. */
  void rotate(SessionKey newKey) {
    if (etag != null) {
      WriteAnswer<Written> answer =
          context
              .client()
              .rotate(key, newKey, context.settings().rotateGrace(), OperationId.random());
      if (!(answer instanceof WriteAnswer.Applied<Written> applied)) {
        throw notRotated(WriteFailure.problem(answer));
      }
      context.copies().end(key);
      etag = applied.value().session().etag();
      times = applied.value().session().times();
      baseIsCurrent = false;
    }
    key = newKey;
  }

  private SessionException notRotated(Problem problem) {
    if (problem.reason().isAbsence()) {
      gone();
      return new SessionGoneException();
    }
    return problem.reason().isConflict()
        ? new SessionConflictException("the session has got another id: " + problem.reason())
        : failure(problem);
  }

  /** Ends the session, and its lock. */
  void end() {
    if (etag != null || unknown != null) {
      var answer = context.client().end(key);
      if (!(answer instanceof WriteAnswer.Applied)) {
        throw failure(WriteFailure.problem(answer));
      }
    }
    gone();
  }

  /** Leaves an unchanged session: frees the lock, or tells the service of the use if it is due. */
  void leave() {
    release();
    if (!checked && policy.slides()) {
      new IdleSlide(context).ofCopy(key);
    }
  }

  /** Frees the lock if it is held. What goes wrong here hurts nobody: the lease frees it too. */
  void release() {
    LockOwner owner = lock;
    lock = null;
    if (owner != null
        && context.client().release(key, owner) instanceof LockAnswer.Unknown unknown) {
      context.hooks().observer().courtesyFailed(unknown.problem());
    }
  }

  private Saved gone() {
    context.copies().end(key);
    etag = null;
    lock = null;
    return Saved.GONE;
  }

  /**
   * Where nobody answers, asking for the release as well would only take longer, and the lease
   * frees the lock. A service that refuses a save can free it, for the next request of the session.
   */
  private SessionException failure(Problem problem) {
    SessionException failure = WriteFailure.of(problem);
    if (failure instanceof SessionUnavailableException) {
      if (problem.reason().isOfService()) {
        release();
      } else {
        lock = null;
      }
    }
    return failure;
  }

  private static Map<String, Envelope> read(@Nullable Payload payload) {
    try {
      return payload == null ? Map.of() : EnvelopeFormat.read(payload);
    } catch (AttributeException e) {
      throw new UnreadableSessionException(e);
    }
  }

  /**
   * What stands at the service, and which changes to put on top of it.
   *
   * @param etag the version
   * @param attributes what it holds
   * @param changes of this request
   */
  private record Base(
      String etag, Map<String, Envelope> attributes, Map<String, Optional<Envelope>> changes) {}
}
