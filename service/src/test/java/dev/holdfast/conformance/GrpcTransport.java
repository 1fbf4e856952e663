package dev.holdfast.conformance;

import dev.holdfast.api.v1.EndUserSessionsRequest;
import dev.holdfast.api.v1.ListUserSessionsRequest;
import dev.holdfast.api.v1.ReleaseLockRequest;
import dev.holdfast.api.v1.SessionServiceGrpc;
import dev.holdfast.api.v1.SessionServiceGrpc.SessionServiceBlockingStub;
import dev.holdfast.api.v1.TouchSessionRequest;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The gRPC door. */
final class GrpcTransport implements Transport {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final long PATIENCE_SECONDS = 30;

  private final ManagedChannel channel;

  GrpcTransport(int port) {
    channel =
        Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create()).build();
  }

  @Override
  public Set<String> lacks() {
    return Set.of(ConformanceCase.RAW_HTTP);
  }

  @Override
  public String statusMember() {
    return "grpc";
  }

  @Override
  public Observed send(Call.Caller caller, Call call) {
    try {
      return send(stub(caller.token()), caller.namespace(), call);
    } catch (StatusRuntimeException e) {
      return GrpcAnswers.failed(e);
    }
  }

  private Observed send(SessionServiceBlockingStub stub, String namespace, Call call) {
    return switch (call) {
      case Call.Get get when !get.head() ->
          GrpcAnswers.of(stub.getSession(GrpcRequests.of(namespace, get)));
      case Call.Create create ->
          GrpcAnswers.of(stub.createSession(GrpcRequests.of(namespace, create)));
      case Call.Save save -> GrpcAnswers.of(stub.saveSession(GrpcRequests.of(namespace, save)));
      case Call.Touch(var key) -> touch(stub, namespace, key);
      case Call.End end ->
          GrpcAnswers.ended(stub.endSession(GrpcRequests.of(namespace, end)).getDurability());
      case Call.Rotate rotate ->
          GrpcAnswers.of(stub.rotateSession(GrpcRequests.of(namespace, rotate)));
      case Call.Acquire acquire ->
          GrpcAnswers.of(stub.acquireSession(GrpcRequests.of(namespace, acquire)));
      case Call.Renew renew ->
          GrpcAnswers.locked(stub.renewLock(GrpcRequests.of(namespace, renew)).getLockExpireTime());
      case Call.Release(var key, var owner) -> release(stub, namespace, key, owner);
      case Call.ListUser(var user) -> listUser(stub, namespace, user);
      case Call.EndUser(var user, var except) -> endUser(stub, namespace, user, except);
      case Call.Get _, Call.Http _ -> throw new MalformedCaseException("needs raw-http");
    };
  }

  private static Observed touch(SessionServiceBlockingStub stub, String namespace, String key) {
    var message = TouchSessionRequest.newBuilder().setNamespace(namespace).setKey(key).build();
    return GrpcAnswers.slid(stub.touchSession(message).getSession());
  }

  private static Observed release(
      SessionServiceBlockingStub stub, String namespace, String key, String owner) {
    var message =
        ReleaseLockRequest.newBuilder().setNamespace(namespace).setKey(key).setOwner(owner);
    stub.releaseLock(message.build());
    return GrpcAnswers.nothing();
  }

  private static Observed listUser(SessionServiceBlockingStub stub, String namespace, String user) {
    var message = ListUserSessionsRequest.newBuilder().setNamespace(namespace).setUser(user);
    return GrpcAnswers.of(stub.listUserSessions(message.build()));
  }

  private static Observed endUser(
      SessionServiceBlockingStub stub, String namespace, String user, @Nullable String except) {
    var message = EndUserSessionsRequest.newBuilder().setNamespace(namespace).setUser(user);
    if (except != null) {
      message.setExcept(except);
    }
    return new Observed.EndedAll(stub.endUserSessions(message.build()).getEnded());
  }

  private SessionServiceBlockingStub stub(@Nullable String token) {
    SessionServiceBlockingStub stub =
        SessionServiceGrpc.newBlockingStub(channel)
            .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (token == null) {
      return stub;
    }
    Metadata headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + token);
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
