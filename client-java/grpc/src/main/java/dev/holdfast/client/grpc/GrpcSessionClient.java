package dev.holdfast.client.grpc;

import dev.holdfast.api.v1.SessionServiceGrpc.SessionServiceBlockingStub;
import dev.holdfast.client.AcquireAnswer;
import dev.holdfast.client.ClientOptions;
import dev.holdfast.client.Durability;
import dev.holdfast.client.LockAnswer;
import dev.holdfast.client.LockOwner;
import dev.holdfast.client.LockTerms;
import dev.holdfast.client.OperationId;
import dev.holdfast.client.Problem;
import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.ReadTerms;
import dev.holdfast.client.SessionClient;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.UserHash;
import dev.holdfast.client.UserSessionsAnswer;
import dev.holdfast.client.Write;
import dev.holdfast.client.WriteAnswer;
import dev.holdfast.client.Written;
import dev.holdfast.client.transport.Dispatcher;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The session service over its gRPC door. The endpoints of the options are those of that door. */
public final class GrpcSessionClient implements SessionClient {
  private final List<GrpcEndpoint> endpoints;
  private final Dispatcher<GrpcEndpoint> dispatcher;
  private final GrpcRequests requests;

  private GrpcSessionClient(ClientOptions options) {
    endpoints =
        options.endpoints().stream().map(base -> new GrpcEndpoint(base, options.access())).toList();
    dispatcher = new Dispatcher<>(endpoints, options.timeout(), options.waiters());
    requests = new GrpcRequests(options.namespace());
  }

  /** Opens a client; it connects when it is first used. */
  public static GrpcSessionClient open(ClientOptions options) {
    return new GrpcSessionClient(options);
  }

  @Override
  public ReadAnswer find(SessionKey key, ReadTerms terms) {
    var message = requests.find(key, terms);
    return read(key, stub -> GrpcDecoder.found(stub.getSession(message)));
  }

  /** The gRPC door has no read without the payload: it travels and is dropped. */
  @Override
  public ReadAnswer describe(SessionKey key, boolean touch) {
    var message = requests.find(key, new ReadTerms(null, touch));
    return read(key, stub -> GrpcDecoder.described(stub.getSession(message)));
  }

  @Override
  public WriteAnswer<Written> create(SessionKey key, Write write) {
    var message = requests.create(key, write);
    return write(key, stub -> GrpcDecoder.written(stub.createSession(message)));
  }

  @Override
  public WriteAnswer<Written> save(SessionKey key, Write write, String ifMatch) {
    var message = requests.save(key, write, ifMatch);
    return write(key, stub -> GrpcDecoder.written(stub.saveSession(message)));
  }

  @Override
  public WriteAnswer<Written> put(SessionKey key, Write write) {
    var message = requests.save(key, write, null);
    return write(key, stub -> GrpcDecoder.written(stub.saveSession(message)));
  }

  @Override
  public ReadAnswer touch(SessionKey key) {
    var message = requests.touch(key);
    return read(key, stub -> GrpcDecoder.slid(stub.touchSession(message).getSession()));
  }

  @Override
  public WriteAnswer<Durability> end(
      SessionKey key, OperationId operation, @Nullable String ifMatch) {
    var message = requests.end(key, operation, ifMatch);
    return write(key, stub -> GrpcDecoder.ended(stub.endSession(message)));
  }

  @Override
  public WriteAnswer<Written> rotate(
      SessionKey key, SessionKey newKey, @Nullable Duration grace, OperationId operation) {
    var message = requests.rotate(key, newKey, grace, operation);
    return write(key, stub -> GrpcDecoder.rotated(stub.rotateSession(message)));
  }

  @Override
  public AcquireAnswer acquire(
      SessionKey key, LockOwner owner, LockTerms terms, @Nullable String have) {
    return dispatcher.send(
        key.value(),
        terms.patience(),
        (endpoint, attempt) -> {
          var message = requests.acquire(key, owner, terms.lease(), attempt.patience(), have);
          return endpoint.call(
              stub -> GrpcDecoder.acquired(stub.acquireSession(message)),
              GrpcDecoder::notAcquired,
              attempt);
        },
        AcquireAnswer.Unknown::new);
  }

  @Override
  public LockAnswer renew(SessionKey key, LockOwner owner, @Nullable Duration lease) {
    var message = requests.renew(key, owner, lease);
    return send(
        key.value(),
        stub -> new LockAnswer.Held(GrpcDecoder.time(stub.renewLock(message).getLockExpireTime())),
        GrpcDecoder::lockFailure);
  }

  @Override
  public LockAnswer release(SessionKey key, LockOwner owner) {
    var message = requests.release(key, owner);
    return send(
        key.value(),
        stub -> {
          stub.releaseLock(message);
          return new LockAnswer.Released();
        },
        GrpcDecoder::lockFailure);
  }

  @Override
  public UserSessionsAnswer userSessions(UserHash user) {
    var message = requests.userSessions(user);
    return send(
        user.value(),
        stub -> GrpcDecoder.listed(stub.listUserSessions(message)),
        UserSessionsAnswer.Unknown::new);
  }

  @Override
  public WriteAnswer<Integer> endUserSessions(UserHash user, @Nullable SessionKey except) {
    var message = requests.endUserSessions(user, except);
    return send(
        user.value(),
        stub -> new WriteAnswer.Applied<>(stub.endUserSessions(message).getEnded()),
        WriteAnswer::failed);
  }

  @Override
  public void close() {
    endpoints.forEach(GrpcEndpoint::close);
  }

  private ReadAnswer read(SessionKey key, Function<SessionServiceBlockingStub, ReadAnswer> call) {
    return send(key.value(), call, GrpcDecoder::unread);
  }

  private <T> WriteAnswer<T> write(
      SessionKey key, Function<SessionServiceBlockingStub, WriteAnswer<T>> call) {
    return send(key.value(), call, WriteAnswer::failed);
  }

  private <A> A send(
      String preference,
      Function<SessionServiceBlockingStub, A> call,
      Function<Problem, A> failed) {
    return dispatcher.send(
        preference,
        Duration.ZERO,
        (endpoint, attempt) -> endpoint.call(call, failed, attempt),
        failed);
  }
}
