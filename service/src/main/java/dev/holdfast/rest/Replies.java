package dev.holdfast.rest;

import dev.holdfast.session.AcquiredSession;
import dev.holdfast.session.Answer;
import dev.holdfast.session.Durability;
import dev.holdfast.session.EndedSession;
import dev.holdfast.session.Lease;
import dev.holdfast.session.LockState;
import dev.holdfast.session.ReadSession;
import dev.holdfast.session.Refusal;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionTimes;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.UserSession;
import dev.holdfast.session.UserSessionList;
import dev.holdfast.session.WrittenSession;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpResponseFactory;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns what use cases answer into HTTP responses. */
final class Replies {
  private Replies() {}

  /** Returns the response for an answer. */
  static <T> HttpResponse<byte[]> of(
      Answer<T> answer, Function<? super T, HttpResponse<byte[]>> whenDone) {
    return switch (answer) {
      case Answer.Done<T>(var value) -> whenDone.apply(value);
      case Answer.Refused<T>(Refusal refusal) -> Problem.of(refusal);
    };
  }

  static HttpResponse<byte[]> read(ReadSession read) {
    Session session = read.session();
    var response =
        read.notModified()
            ? times(status(HttpStatus.NOT_MODIFIED), session.version(), session.times())
            : withPayload(session);
    return read.verified() ? response : response.header(SessionHeaders.VERIFIED, "?0");
  }

  static HttpResponse<byte[]> touched(ReadSession touched) {
    Session session = touched.session();
    return times(status(HttpStatus.NO_CONTENT), session.version(), session.times());
  }

  static HttpResponse<byte[]> written(WrittenSession written) {
    HttpStatus status = written.created() ? HttpStatus.CREATED : HttpStatus.NO_CONTENT;
    var response = times(status(status), written.version(), written.times());
    if (written.lock() != LockState.NONE) {
      response.header(SessionHeaders.LOCK, written.lock().wireName());
    }
    return durability(response, written.durability());
  }

  static HttpResponse<byte[]> rotated(WrittenSession written) {
    var response = times(status(HttpStatus.OK), written.version(), written.times());
    return durability(response, written.durability());
  }

  static HttpResponse<byte[]> ended(EndedSession ended) {
    return durability(status(HttpStatus.NO_CONTENT), ended.durability());
  }

  static HttpResponse<byte[]> acquired(AcquiredSession acquired) {
    Session session = acquired.session();
    if (session == null) {
      return lease(status(HttpStatus.NO_CONTENT), acquired.lease());
    }
    return lease(
        acquired.notModified()
            ? times(status(HttpStatus.NO_CONTENT), session.version(), session.times())
            : withPayload(session),
        acquired.lease());
  }

  static HttpResponse<byte[]> renewed(Lease lease) {
    return lease(status(HttpStatus.NO_CONTENT), lease);
  }

  static HttpResponse<byte[]> released(LockState state) {
    return status(HttpStatus.NO_CONTENT).header(SessionHeaders.LOCK, state.wireName());
  }

  static HttpResponse<byte[]> listed(UserSessionList list) {
    List<JsonText> sessions = list.sessions().stream().map(Replies::listed).toList();
    return json(new JsonText().add("sessions", sessions).add("more", list.more()));
  }

  private static JsonText listed(UserSession session) {
    SessionTimes times = session.times();
    return new JsonText()
        .add("handle", session.handle())
        .add("create_time", Timestamps.format(times.createTime()))
        .add("expire_time", Timestamps.format(times.idleExpireTime()))
        .add("lifetime_expire_time", Timestamps.format(times.lifetimeExpireTime()));
  }

  static HttpResponse<byte[]> endedAll(int ended) {
    return json(new JsonText().add("ended", ended));
  }

  private static HttpResponse<byte[]> json(JsonText body) {
    return status(HttpStatus.OK).contentType(MediaType.APPLICATION_JSON_TYPE).body(body.toBytes());
  }

  private static MutableHttpResponse<byte[]> withPayload(Session session) {
    return times(status(HttpStatus.OK), session.version(), session.times())
        .contentType(MediaType.APPLICATION_OCTET_STREAM_TYPE)
        .body(session.payload().bytes());
  }

  private static MutableHttpResponse<byte[]> status(HttpStatus status) {
    return HttpResponseFactory.INSTANCE.status(status);
  }

  private static MutableHttpResponse<byte[]> times(
      MutableHttpResponse<byte[]> response, SessionVersion version, SessionTimes times) {
    return response
        .header(HttpHeaders.ETAG, version.etag())
        .header(SessionHeaders.CREATED, Timestamps.format(times.createTime()))
        .header(SessionHeaders.EXPIRES, Timestamps.format(times.idleExpireTime()))
        .header(SessionHeaders.LIFETIME_EXPIRES, Timestamps.format(times.lifetimeExpireTime()));
  }

  private static MutableHttpResponse<byte[]> lease(
      MutableHttpResponse<byte[]> response, Lease lease) {
    return response
        .header(SessionHeaders.LOCK, LockState.HELD.wireName())
        .header(SessionHeaders.LOCK_EXPIRES, Timestamps.format(lease.expireTime()));
  }

  private static MutableHttpResponse<byte[]> durability(
      MutableHttpResponse<byte[]> response, @Nullable Durability durability) {
    return durability == null
        ? response
        : response.header(SessionHeaders.DURABILITY, durability.wireName());
  }
}
