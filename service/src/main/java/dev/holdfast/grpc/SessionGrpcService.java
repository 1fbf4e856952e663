package dev.holdfast.grpc;

import static dev.holdfast.grpc.Requests.name;

import dev.holdfast.api.v1.AcquireSessionRequest;
import dev.holdfast.api.v1.AcquireSessionResponse;
import dev.holdfast.api.v1.CreateSessionRequest;
import dev.holdfast.api.v1.EndSessionRequest;
import dev.holdfast.api.v1.EndSessionResponse;
import dev.holdfast.api.v1.EndUserSessionsRequest;
import dev.holdfast.api.v1.EndUserSessionsResponse;
import dev.holdfast.api.v1.GetSessionRequest;
import dev.holdfast.api.v1.GetSessionResponse;
import dev.holdfast.api.v1.ListUserSessionsRequest;
import dev.holdfast.api.v1.ListUserSessionsResponse;
import dev.holdfast.api.v1.ReleaseLockRequest;
import dev.holdfast.api.v1.ReleaseLockResponse;
import dev.holdfast.api.v1.RenewLockRequest;
import dev.holdfast.api.v1.RenewLockResponse;
import dev.holdfast.api.v1.RotateSessionRequest;
import dev.holdfast.api.v1.RotateSessionResponse;
import dev.holdfast.api.v1.SaveSessionRequest;
import dev.holdfast.api.v1.SessionServiceGrpc;
import dev.holdfast.api.v1.TouchSessionRequest;
import dev.holdfast.api.v1.TouchSessionResponse;
import dev.holdfast.api.v1.WriteSessionResponse;
import dev.holdfast.session.OwnerToken;
import dev.holdfast.session.Sessions;
import dev.holdfast.session.UserSessions;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

/** {@code holdfast.v1.SessionService}: each call is one use case. */
@Singleton
final class SessionGrpcService extends SessionServiceGrpc.SessionServiceImplBase {
  private final Calls calls;
  private final Sessions sessions;
  private final UserSessions users;

  SessionGrpcService(
      Calls calls, @Named("grpc") Sessions sessions, @Named("grpc") UserSessions users) {
    this.calls = calls;
    this.sessions = sessions;
    this.users = users;
  }

  @Override
  public void getSession(GetSessionRequest message, StreamObserver<GetSessionResponse> observer) {
    calls.run(
        message.getNamespace(),
        observer,
        namespace -> sessions.find(Requests.of(message, namespace)),
        Responses::read);
  }

  @Override
  public void createSession(
      CreateSessionRequest message, StreamObserver<WriteSessionResponse> observer) {
    calls.run(
        message.getNamespace(),
        observer,
        namespace -> sessions.write(Requests.of(message, namespace)),
        Responses::written);
  }

  @Override
  public void saveSession(
      SaveSessionRequest message, StreamObserver<WriteSessionResponse> observer) {
    calls.run(
        message.getNamespace(),
        observer,
        namespace -> sessions.write(Requests.of(message, namespace)),
        Responses::written);
  }

  @Override
  public void touchSession(
      TouchSessionRequest message, StreamObserver<TouchSessionResponse> observer) {
    calls.run(
        message.getNamespace(),
        observer,
        namespace -> sessions.touch(name(namespace, message.getKey())),
        Responses::touched);
  }

  @Override
  public void endSession(EndSessionRequest message, StreamObserver<EndSessionResponse> observer) {
    calls.run(
        message.getNamespace(),
        observer,
        namespace -> sessions.end(Requests.of(message, namespace)),
        Responses::ended);
  }

  @Override
  public void rotateSession(
      RotateSessionRequest message, StreamObserver<RotateSessionResponse> observer) {
    calls.run(
        message.getNamespace(),
        observer,
        namespace -> sessions.rotate(Requests.of(message, namespace)),
        Responses::rotated);
  }

  @Override
  public void acquireSession(
      AcquireSessionRequest message, StreamObserver<AcquireSessionResponse> observer) {
    calls.run(
        message.getNamespace(),
        observer,
        namespace -> sessions.acquire(Requests.of(message, namespace)),
        Responses::acquired);
  }

  @Override
  public void renewLock(RenewLockRequest message, StreamObserver<RenewLockResponse> observer) {
    calls.run(
        message.getNamespace(),
        observer,
        namespace ->
            sessions.renew(
                name(namespace, message.getKey()),
                new OwnerToken(message.getOwner()),
                message.hasLease() ? Requests.duration("lease", message.getLease()) : null),
        Responses::renewed);
  }

  @Override
  public void releaseLock(
      ReleaseLockRequest message, StreamObserver<ReleaseLockResponse> observer) {
    calls.run(
        message.getNamespace(),
        observer,
        namespace ->
            sessions.release(name(namespace, message.getKey()), new OwnerToken(message.getOwner())),
        _ -> ReleaseLockResponse.getDefaultInstance());
  }

  @Override
  public void listUserSessions(
      ListUserSessionsRequest message, StreamObserver<ListUserSessionsResponse> observer) {
    calls.run(
        message.getNamespace(),
        observer,
        namespace -> users.list(Requests.user(namespace, message.getUser())),
        Responses::listed);
  }

  @Override
  public void endUserSessions(
      EndUserSessionsRequest message, StreamObserver<EndUserSessionsResponse> observer) {
    calls.run(
        message.getNamespace(),
        observer,
        namespace -> users.endAll(Requests.of(message, namespace)),
        ended -> EndUserSessionsResponse.newBuilder().setEnded(ended).build());
  }
}
