package dev.holdfast.client.rest;

import dev.holdfast.client.Absence;
import dev.holdfast.client.AcquireAnswer;
import dev.holdfast.client.Durability;
import dev.holdfast.client.LockAnswer;
import dev.holdfast.client.LockState;
import dev.holdfast.client.Payload;
import dev.holdfast.client.Problem;
import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.Reason;
import dev.holdfast.client.Session;
import dev.holdfast.client.SessionTimes;
import dev.holdfast.client.TimeText;
import dev.holdfast.client.UserSession;
import dev.holdfast.client.UserSessionsAnswer;
import dev.holdfast.client.WriteAnswer;
import dev.holdfast.client.Written;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the answers of the REST door mean. */
final class RestDecoder {
  private RestDecoder() {}

  static ReadAnswer read(RestAnswer answer) {
    return switch (answer.status()) {
      case 200 -> found(answer, Payload.of(answer.body()));
      case 204, 304 -> found(answer, null);
      default -> unread(answer.failure());
    };
  }

  private static ReadAnswer unread(Problem problem) {
    return problem.reason().isAbsence()
        ? new ReadAnswer.Absent(absence(problem.reason()))
        : new ReadAnswer.Unknown(problem);
  }

  /** As {@link #read}, for an answer to HEAD: the status alone has to tell. */
  static ReadAnswer description(RestAnswer answer) {
    return switch (answer.status()) {
      case 200 -> found(answer, null);
      case 404 -> new ReadAnswer.Absent(Absence.NOT_FOUND);
      case 410 -> new ReadAnswer.Absent(Absence.ENDED);
      default -> new ReadAnswer.Unknown(answer.unexpected("200, 404 or 410"));
    };
  }

  static WriteAnswer<Written> written(RestAnswer answer) {
    if (!answer.isSuccess()) {
      return WriteAnswer.failed(answer.failure());
    }
    Session session = session(answer, null);
    return session == null
        ? WriteAnswer.failed(answer.unexpected("a version and times"))
        : new WriteAnswer.Applied<>(
            new Written(
                session,
                answer.status() == 201,
                LockState.named(text(answer, "Session-Lock")),
                durability(answer)));
  }

  static WriteAnswer<Durability> ended(RestAnswer answer) {
    return answer.isSuccess()
        ? new WriteAnswer.Applied<>(durability(answer))
        : WriteAnswer.failed(answer.failure());
  }

  static AcquireAnswer acquired(RestAnswer answer) {
    if (!answer.isSuccess()) {
      Problem problem = answer.failure();
      return problem.reason() == Reason.LOCK_HELD
          ? new AcquireAnswer.Held(problem)
          : new AcquireAnswer.Unknown(problem);
    }
    Instant lockExpireTime = answer.time("Session-Lock-Expires");
    boolean absent = answer.status() == 204 && answer.header("ETag") == null;
    Session session = session(answer, answer.status() == 200 ? Payload.of(answer.body()) : null);
    return lockExpireTime == null || (session == null && !absent)
        ? new AcquireAnswer.Unknown(answer.unexpected("a version and the end of the lease"))
        : new AcquireAnswer.Acquired(session, lockExpireTime);
  }

  static LockAnswer renewed(RestAnswer answer) {
    if (!answer.isSuccess()) {
      return lockFailure(answer.failure());
    }
    Instant expireTime = answer.time("Session-Lock-Expires");
    return expireTime == null
        ? new LockAnswer.Unknown(answer.unexpected("the end of the lease"))
        : new LockAnswer.Held(expireTime);
  }

  static LockAnswer released(RestAnswer answer) {
    return answer.isSuccess() ? new LockAnswer.Released() : lockFailure(answer.failure());
  }

  static UserSessionsAnswer userSessions(RestAnswer answer) {
    if (!answer.isSuccess()) {
      return new UserSessionsAnswer.Unknown(answer.failure());
    }
    Map<String, Object> told = answer.json();
    List<UserSession> sessions = userSessions(told);
    return told == null || sessions == null
        ? new UserSessionsAnswer.Unknown(answer.unexpected("a list of sessions"))
        : new UserSessionsAnswer.Listed(sessions, Boolean.TRUE.equals(told.get("more")));
  }

  static WriteAnswer<Integer> endedOfUser(RestAnswer answer) {
    if (!answer.isSuccess()) {
      return WriteAnswer.failed(answer.failure());
    }
    Map<String, Object> told = answer.json();
    Object ended = told == null ? null : told.get("ended");
    return ended instanceof Double number
        ? new WriteAnswer.Applied<>(number.intValue())
        : WriteAnswer.failed(answer.unexpected("a number of ended sessions"));
  }

  private static LockAnswer lockFailure(Problem problem) {
    return problem.reason() == Reason.LOCK_LOST
        ? new LockAnswer.Lost(problem)
        : new LockAnswer.Unknown(problem);
  }

  private static ReadAnswer found(RestAnswer answer, @Nullable Payload payload) {
    Session session = session(answer, payload);
    return session == null
        ? new ReadAnswer.Unknown(answer.unexpected("a version and times"))
        : new ReadAnswer.Found(session);
  }

  private static @Nullable Session session(RestAnswer answer, @Nullable Payload payload) {
    String etag = answer.header("ETag");
    Instant created = answer.time("Session-Created");
    Instant expires = answer.time("Session-Expires");
    Instant lifetimeExpires = answer.time("Session-Lifetime-Expires");
    if (etag == null || created == null || expires == null || lifetimeExpires == null) {
      return null;
    }
    boolean verified = !"?0".equals(answer.header("Session-Verified"));
    return new Session(
        etag, payload, new SessionTimes(created, expires, lifetimeExpires), verified);
  }

  private static @Nullable List<UserSession> userSessions(@Nullable Map<String, Object> told) {
    if (told == null || !(told.get("sessions") instanceof List<?> list)) {
      return null;
    }
    List<UserSession> sessions = new ArrayList<>();
    for (Object each : list) {
      Map<String, Object> members = Json.asObject(each);
      UserSession session = members == null ? null : userSession(members);
      if (session == null) {
        return null;
      }
      sessions.add(session);
    }
    return sessions;
  }

  private static @Nullable UserSession userSession(Map<String, Object> members) {
    try {
      SessionTimes times =
          new SessionTimes(
              time(members, "create_time"),
              time(members, "expire_time"),
              time(members, "lifetime_expire_time"));
      return new UserSession(String.valueOf(members.get("handle")), times);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static Instant time(Map<String, Object> members, String name) {
    return TimeText.parse(String.valueOf(members.get(name)));
  }

  private static Absence absence(Reason reason) {
    return reason == Reason.SESSION_ENDED ? Absence.ENDED : Absence.NOT_FOUND;
  }

  private static Durability durability(RestAnswer answer) {
    return Durability.named(text(answer, "Session-Durability"));
  }

  private static String text(RestAnswer answer, String name) {
    String value = answer.header(name);
    return value == null ? "" : value;
  }
}
