package dev.holdfast.conformance;

import dev.holdfast.client.Absence;
import dev.holdfast.client.AcquireAnswer;
import dev.holdfast.client.Durability;
import dev.holdfast.client.LockAnswer;
import dev.holdfast.client.LockOwner;
import dev.holdfast.client.LockState;
import dev.holdfast.client.LockTerms;
import dev.holdfast.client.OperationId;
import dev.holdfast.client.Payload;
import dev.holdfast.client.Problem;
import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.ReadTerms;
import dev.holdfast.client.Session;
import dev.holdfast.client.SessionClient;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.SessionTimes;
import dev.holdfast.client.UserHash;
import dev.holdfast.client.UserSession;
import dev.holdfast.client.UserSessionsAnswer;
import dev.holdfast.client.Write;
import dev.holdfast.client.WriteAnswer;
import dev.holdfast.client.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The calls of the cases, made by a client. */
final class ClientTransport implements Transport {
  private final Function<Call.Caller, SessionClient> open;
  private final Map<Call.Caller, SessionClient> clients = new HashMap<>();

  ClientTransport(Function<Call.Caller, SessionClient> open) {
    this.open = open;
  }

  @Override
  public Set<String> lacks() {
    return Set.of(ConformanceCase.RAW_HTTP, ConformanceCase.DELEGATED_ERRORS);
  }

  /** A client tells the reason, and not by which status it came. */
  @Override
  public String statusMember() {
    return "none";
  }

  @Override
  public Observed send(Call.Caller caller, Call call) {
    SessionClient client = clients.computeIfAbsent(caller, open);
    return switch (call) {
      case Call.Get get -> get(client, get);
      case Call.Create(var key, var payload, var options) ->
          written(client.create(new SessionKey(key), write(payload, options)));
      case Call.Save save -> save(client, save);
      case Call.Touch(var key) -> read(client.touch(new SessionKey(key)), true);
      case Call.End(var key, var operation, var match) ->
          ended(client.end(new SessionKey(key), operation(operation), match));
      case Call.Rotate(var key, var newKey, var grace, var operation) ->
          written(
              client.rotate(
                  new SessionKey(key), new SessionKey(newKey), span(grace), operation(operation)));
      case Call.Acquire acquire -> acquire(client, acquire);
      case Call.Renew(var key, var owner, var lease) ->
          lock(client.renew(new SessionKey(key), new LockOwner(owner), span(lease)));
      case Call.Release(var key, var owner) ->
          lock(client.release(new SessionKey(key), new LockOwner(owner)));
      case Call.ListUser(var user) -> listed(client.userSessions(new UserHash(user)));
      case Call.EndUser(var user, var except) ->
          ofUser(
              client.endUserSessions(
                  new UserHash(user), except == null ? null : new SessionKey(except)));
      case Call.Http _ -> throw new MalformedCaseException("needs raw-http");
    };
  }

  private static Observed get(SessionClient client, Call.Get get) {
    SessionKey key = new SessionKey(get.key());
    return get.head()
        ? read(client.describe(key, get.slides()), true)
        : read(client.find(key, new ReadTerms(get.ifNoneMatch(), get.slides())), false);
  }

  private static Observed save(SessionClient client, Call.Save save) {
    SessionKey key = new SessionKey(save.key());
    Write write = write(save.payload(), save.options());
    String match = save.ifMatch();
    return written(match == null ? client.put(key, write) : client.save(key, write, match));
  }

  private static Observed acquire(SessionClient client, Call.Acquire acquire) {
    Duration patience = span(acquire.patience());
    LockTerms terms =
        new LockTerms(patience == null ? Duration.ZERO : patience, span(acquire.lease()));
    AcquireAnswer answer =
        client.acquire(
            new SessionKey(acquire.key()), new LockOwner(acquire.owner()), terms, acquire.have());
    return switch (answer) {
      case AcquireAnswer.Acquired(var session, var end) ->
          done(session, session != null && session.payload() == null, held(end), null);
      case AcquireAnswer.Held(var problem) -> failed(problem);
      case AcquireAnswer.Unknown(var problem) -> failed(problem);
    };
  }

  private static Observed read(ReadAnswer answer, boolean withoutPayload) {
    return switch (answer) {
      case ReadAnswer.Found(var session) ->
          done(session, !withoutPayload && session.payload() == null, Observed.Lock.NONE, null);
      case ReadAnswer.Absent(var absence) -> absent(absence);
      case ReadAnswer.Unknown(var problem) -> failed(problem);
    };
  }

  private static Observed written(WriteAnswer<Written> answer) {
    return switch (answer) {
      case WriteAnswer.Applied<Written>(var written) -> {
        LockState state = written.lock();
        Observed.Lock lock =
            new Observed.Lock(state == LockState.NONE ? null : state.wireName(), null);
        yield new Observed.Done(
            seen(written.session()),
            false,
            written.created(),
            lock,
            written.durability().wireName());
      }
      case WriteAnswer.NotApplied<Written>(var problem) -> failed(problem);
      case WriteAnswer.Unknown<Written>(var problem) -> failed(problem);
    };
  }

  private static Observed ended(WriteAnswer<Durability> answer) {
    return switch (answer) {
      case WriteAnswer.Applied<Durability>(var durability) ->
          done(null, false, Observed.Lock.NONE, durability.wireName());
      case WriteAnswer.NotApplied<Durability>(var problem) -> failed(problem);
      case WriteAnswer.Unknown<Durability>(var problem) -> failed(problem);
    };
  }

  private static Observed lock(LockAnswer answer) {
    return switch (answer) {
      case LockAnswer.Held(var end) -> done(null, false, held(end), null);
      case LockAnswer.Released() -> done(null, false, Observed.Lock.NONE, null);
      case LockAnswer.Lost(var problem) -> failed(problem);
      case LockAnswer.Unknown(var problem) -> failed(problem);
    };
  }

  private static Observed listed(UserSessionsAnswer answer) {
    return switch (answer) {
      case UserSessionsAnswer.Listed(var sessions, var more) ->
          new Observed.Listed(sessions.stream().map(ClientTransport::entry).toList(), more);
      case UserSessionsAnswer.Unknown(var problem) -> failed(problem);
    };
  }

  private static Observed.Entry entry(UserSession session) {
    SessionTimes times = session.times();
    return new Observed.Entry(
        session.handle(), times.createTime(), times.expireTime(), times.lifetimeExpireTime());
  }

  private static Observed ofUser(WriteAnswer<Integer> answer) {
    return switch (answer) {
      case WriteAnswer.Applied<Integer>(var ended) -> new Observed.EndedAll(ended);
      case WriteAnswer.NotApplied<Integer>(var problem) -> failed(problem);
      case WriteAnswer.Unknown<Integer>(var problem) -> failed(problem);
    };
  }

  private static Observed done(
      @Nullable Session session,
      boolean notModified,
      Observed.Lock lock,
      @Nullable String durability) {
    Observed.Seen seen = session == null ? null : seen(session);
    return new Observed.Done(seen, notModified, false, lock, durability);
  }

  private static Observed.Seen seen(Session session) {
    Payload payload = session.payload();
    return new Observed.Seen(
        session.etag(),
        payload == null ? null : payload.bytes(),
        session.times().expireTime(),
        session.times().lifetimeExpireTime());
  }

  private static Observed.Lock held(Instant end) {
    return new Observed.Lock("held", end);
  }

  private static Observed absent(Absence absence) {
    String reason = absence == Absence.ENDED ? "SESSION_ENDED" : "SESSION_NOT_FOUND";
    return new Observed.Failed(
        "none",
        new Observed.Problem(reason, "not-applied", false, "", new Observed.Hints(null, null)));
  }

  private static Observed failed(Problem problem) {
    return new Observed.Failed(
        "none",
        new Observed.Problem(
            problem.reason().name(),
            problem.outcome().wireName(),
            problem.retryable(),
            problem.detail(),
            new Observed.Hints(problem.hints().currentEtag(), problem.hints().retryAfter())));
  }

  private static Write write(byte[] payload, Call.WriteOptions options) {
    String user = options.user();
    Write write =
        Write.of(Payload.of(payload))
            .named(operation(options.operation()))
            .ofUser(user == null ? null : new UserHash(user));
    if (options.lock() == null) {
      return write;
    }
    LockOwner owner = new LockOwner(options.lock());
    return options.release() ? write.releasing(owner) : write.under(owner);
  }

  private static OperationId operation(@Nullable String text) {
    return text == null ? OperationId.random() : new OperationId(text);
  }

  private static @Nullable Duration span(@Nullable String text) {
    return text == null ? null : SpanText.parse(text);
  }

  @Override
  public void close() {
    clients.values().forEach(SessionClient::close);
  }
}
