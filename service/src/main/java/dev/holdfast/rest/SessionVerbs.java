package dev.holdfast.rest;

import dev.holdfast.json.JsonFields;
import dev.holdfast.session.AcquireRequest;
import dev.holdfast.session.Durations;
import dev.holdfast.session.ErrorCode;
import dev.holdfast.session.Namespace;
import dev.holdfast.session.OwnerToken;
import dev.holdfast.session.Refusal;
import dev.holdfast.session.RotateRequest;
import dev.holdfast.session.SessionKey;
import dev.holdfast.session.SessionName;
import dev.holdfast.session.Sessions;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The custom methods of a session: touch, rotate, acquire, renew, release. */
@Singleton
final class SessionVerbs {
  private static final Set<String> VERBS = Set.of("touch", "rotate", "acquire", "renew", "release");

  private final Sessions sessions;
  private final JsonMapper mapper;

  SessionVerbs(@Named("rest") Sessions sessions, JsonMapper mapper) {
    this.sessions = sessions;
    this.mapper = mapper;
  }

  HttpResponse<byte[]> run(
      HttpRequest<?> request, Namespace namespace, String target, byte[] body) {
    int colon = target.indexOf(':');
    if (colon < 0 || isEncoded(request)) {
      return colon < 0 ? noVerb() : noSuchVerb();
    }
    String verb = target.substring(colon + 1);
    String key = target.substring(0, colon);
    return switch (verb) {
      case "touch" -> touch(name(namespace, key));
      case "acquire", "renew", "release", "rotate" ->
          new RequestFields(request.getHeaders()).isJson()
              ? runWithBody(verb, request, name(namespace, key), body)
              : Problem.of(
                  ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type (expected: application/json)");
      default -> noSuchVerb();
    };
  }

  private HttpResponse<byte[]> runWithBody(
      String verb, HttpRequest<?> request, SessionName name, byte[] body) {
    RequestFields fields = new RequestFields(request.getHeaders());
    return switch (verb) {
      case "acquire" -> {
        var bond = ConnectedCaller.bond(request, fields.endsWithConnection());
        yield acquire(fields, bond, name, read(body, "owner", "lease"));
      }
      case "renew" -> renew(name, read(body, "owner", "lease"));
      case "release" -> release(name, read(body, "owner"));
      default -> rotate(fields, name, read(body, "new_key", "grace"));
    };
  }

  private HttpResponse<byte[]> touch(SessionName name) {
    return Replies.of(sessions.touch(name), Replies::touched);
  }

  private HttpResponse<byte[]> acquire(
      RequestFields fields, AcquireRequest.Bond bond, SessionName name, JsonFields json) {
    AcquireRequest acquire =
        new AcquireRequest(
            name,
            owner(json),
            duration(json, "lease"),
            fields.patience(),
            fields.version(SessionHeaders.HAVE),
            bond);
    return Replies.of(sessions.acquire(acquire), Replies::acquired);
  }

  private HttpResponse<byte[]> renew(SessionName name, JsonFields json) {
    return Replies.of(sessions.renew(name, owner(json), duration(json, "lease")), Replies::renewed);
  }

  private HttpResponse<byte[]> release(SessionName name, JsonFields json) {
    return Replies.of(sessions.release(name, owner(json)), Replies::released);
  }

  private HttpResponse<byte[]> rotate(RequestFields fields, SessionName name, JsonFields json) {
    RotateRequest rotate =
        new RotateRequest(
            name,
            new SessionKey(json.require("new_key")),
            duration(json, "grace"),
            fields.operation());
    return Replies.of(sessions.rotate(rotate), Replies::rotated);
  }

  private JsonFields read(byte[] body, String... known) {
    return JsonFields.read(mapper, body, Set.of(known));
  }

  private static OwnerToken owner(JsonFields json) {
    return new OwnerToken(json.require("owner"));
  }

  private static @Nullable Duration duration(JsonFields json, String name) {
    String text = json.get(name);
    return text == null ? null : Durations.parse(name, text);
  }

  private static SessionName name(Namespace namespace, String key) {
    return new SessionName(namespace, new SessionKey(key));
  }

  /** Answers a method other than POST on a path with a verb. */
  static HttpResponse<byte[]> wrongMethod(HttpRequest<?> request, String target) {
    String verb = target.substring(target.indexOf(':') + 1);
    return VERBS.contains(verb) && !isEncoded(request)
        ? Problem.of(
                Refusal.of(
                    ErrorCode.METHOD_NOT_ALLOWED, request.getMethodName() + " (expected: POST)"))
            .header(HttpHeaders.ALLOW, "POST")
        : noSuchVerb();
  }

  /** The colon separates and is never data: {@code %3A} is part of a key, and a bad one. */
  private static boolean isEncoded(HttpRequest<?> request) {
    return request.getUri().getRawPath().lastIndexOf('%') > 0;
  }

  private static HttpResponse<byte[]> noVerb() {
    return Problem.of(
            Refusal.of(ErrorCode.METHOD_NOT_ALLOWED, "POST (expected: a verb such as :acquire)"))
        .header(HttpHeaders.ALLOW, "GET, HEAD, PUT, DELETE");
  }

  private static HttpResponse<byte[]> noSuchVerb() {
    return Problem.of(
        ErrorCode.ROUTE_NOT_FOUND,
        "unknown verb (expected: :touch, :rotate, :acquire, :renew or :release)");
  }
}
