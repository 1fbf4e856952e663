package dev.holdfast.grpc;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import dev.holdfast.api.v1.AcquireSessionRequest;
import dev.holdfast.api.v1.CreateSessionRequest;
import dev.holdfast.api.v1.EndSessionRequest;
import dev.holdfast.api.v1.EndUserSessionsRequest;
import dev.holdfast.api.v1.GetSessionRequest;
import dev.holdfast.api.v1.RotateSessionRequest;
import dev.holdfast.api.v1.SaveSessionRequest;
import dev.holdfast.api.v1.Touch;
import dev.holdfast.session.AcquireRequest;
import dev.holdfast.session.Condition;
import dev.holdfast.session.EndRequest;
import dev.holdfast.session.EndUserRequest;
import dev.holdfast.session.FindRequest;
import dev.holdfast.session.InvalidInputException;
import dev.holdfast.session.LockClaim;
import dev.holdfast.session.Namespace;
import dev.holdfast.session.OperationId;
import dev.holdfast.session.OwnerToken;
import dev.holdfast.session.Payload;
import dev.holdfast.session.RotateRequest;
import dev.holdfast.session.SessionKey;
import dev.holdfast.session.SessionName;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.UserHash;
import dev.holdfast.session.UserName;
import dev.holdfast.session.WriteRequest;
import io.grpc.Context;
import io.grpc.Deadline;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads request messages; each method throws for a value it cannot use. */
final class Requests {
  private static final long MAX_SECONDS = 1_000_000_000;

  private Requests() {}

  static SessionName name(Namespace namespace, String key) {
    return new SessionName(namespace, new SessionKey(key));
  }

  static FindRequest of(GetSessionRequest message, Namespace namespace) {
    return new FindRequest(
        name(namespace, message.getKey()),
        version(message.getIfNoneMatch()),
        message.getTouch() != Touch.NEVER);
  }

  static WriteRequest of(CreateSessionRequest message, Namespace namespace) {
    return new WriteRequest(
        name(namespace, message.getKey()),
        payload(message.getPayload()),
        new Condition.MustBeAbsent(),
        new WriteRequest.Options(
            operation(message.getOperationId()),
            claim(message.getLockOwner(), message.getRelease()),
            user(message.getUser())));
  }

  static WriteRequest of(SaveSessionRequest message, Namespace namespace) {
    SessionVersion match = version(message.getIfMatch());
    return new WriteRequest(
        name(namespace, message.getKey()),
        payload(message.getPayload()),
        match == null ? new Condition.None() : new Condition.MustMatch(match),
        new WriteRequest.Options(
            operation(message.getOperationId()),
            claim(message.getLockOwner(), message.getRelease()),
            user(message.getUser())));
  }

  static EndRequest of(EndSessionRequest message, Namespace namespace) {
    return new EndRequest(
        name(namespace, message.getKey()),
        version(message.getIfMatch()),
        operation(message.getOperationId()));
  }

  static RotateRequest of(RotateSessionRequest message, Namespace namespace) {
    return new RotateRequest(
        name(namespace, message.getKey()),
        new SessionKey(message.getNewKey()),
        message.hasGrace() ? duration("grace", message.getGrace()) : null,
        operation(message.getOperationId()));
  }

  static AcquireRequest of(AcquireSessionRequest message, Namespace namespace) {
    return new AcquireRequest(
        name(namespace, message.getKey()),
        new OwnerToken(message.getOwner()),
        message.hasLease() ? duration("lease", message.getLease()) : null,
        withinDeadline(duration("wait", message.getWait()), namespace.policy().locks().maxWait()),
        version(message.getHave()),
        new AcquireRequest.Bond(new CancellableCaller(Context.current()), null));
  }

  static UserName user(Namespace namespace, String hash) {
    return new UserName(namespace, new UserHash(hash));
  }

  static EndUserRequest of(EndUserSessionsRequest message, Namespace namespace) {
    String except = message.getExcept();
    return new EndUserRequest(
        user(namespace, message.getUser()), except.isEmpty() ? null : new SessionKey(except));
  }

  static java.time.Duration duration(String what, Duration value) {
    long seconds = value.getSeconds();
    if (seconds < 0 || value.getNanos() < 0 || seconds > MAX_SECONDS) {
      throw new InvalidInputException(
          what + ": " + seconds + "s (expected: 0s to " + MAX_SECONDS + "s)");
    }
    return java.time.Duration.ofSeconds(seconds, value.getNanos());
  }

  /**
   * A wait never outlives the caller: nobody would be there to use the lock. One above the limit
   * stays as it is, to be refused.
   */
  private static java.time.Duration withinDeadline(
      java.time.Duration wait, java.time.Duration max) {
    Deadline deadline = Context.current().getDeadline();
    if (deadline == null || wait.compareTo(max) > 0) {
      return wait;
    }
    var left =
        java.time.Duration.ofNanos(Math.max(0, deadline.timeRemaining(TimeUnit.NANOSECONDS)));
    return left.compareTo(wait) < 0 ? left : wait;
  }

  private static Payload payload(ByteString bytes) {
    return Payload.of(bytes.toByteArray());
  }

  private static @Nullable SessionVersion version(String etag) {
    return etag.isEmpty() ? null : SessionVersion.parseEtag(etag);
  }

  private static OperationId operation(String id) {
    return id.isEmpty() ? OperationId.random() : OperationId.parse(id);
  }

  private static @Nullable LockClaim claim(String owner, boolean release) {
    if (owner.isEmpty() && release) {
      throw new InvalidInputException("release without lock_owner (expected: both)");
    }
    return owner.isEmpty() ? null : new LockClaim(new OwnerToken(owner), release);
  }

  private static @Nullable UserHash user(String hash) {
    return hash.isEmpty() ? null : new UserHash(hash);
  }
}
