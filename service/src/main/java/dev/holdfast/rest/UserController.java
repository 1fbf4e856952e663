package dev.holdfast.rest;

import dev.holdfast.json.JsonFields;
import dev.holdfast.session.EndUserRequest;
import dev.holdfast.session.ErrorCode;
import dev.holdfast.session.Namespace;
import dev.holdfast.session.Refusal;
import dev.holdfast.session.SessionKey;
import dev.holdfast.session.UserHash;
import dev.holdfast.session.UserName;
import dev.holdfast.session.UserSessions;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import java.util.Set;

/** The calls on the sessions of a user. */
@Controller("/v1/namespaces/{namespace}/users")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
final class UserController {
  private static final String END_SESSIONS = ":endSessions";
  private static final byte[] NO_BODY = {};

  private final Gate gate;
  private final UserSessions users;
  private final JsonMapper mapper;

  UserController(Gate gate, @Named("rest") UserSessions users, JsonMapper mapper) {
    this.gate = gate;
    this.users = users;
    this.mapper = mapper;
  }

  /** Lists the sessions of a user. */
  @Get("/{user}/sessions")
  HttpResponse<byte[]> list(HttpRequest<?> request, String namespace, String user) {
    return gate.enter(
        request,
        namespace,
        entered -> Replies.of(users.list(name(entered, user)), Replies::listed));
  }

  /** Runs the custom method (AIP-136) after the colon of {@code user:verb}. */
  @Post("/{target}")
  @Consumes(MediaType.ALL)
  HttpResponse<byte[]> post(HttpRequest<byte[]> request, String namespace, String target) {
    return gate.enter(
        request,
        namespace,
        entered -> isVerb(request) ? end(request, entered, target) : noSuchVerb());
  }

  /** Answers a read of what can only be posted to, or of a user alone: there is no such thing. */
  @Get("/{target}")
  HttpResponse<byte[]> get(HttpRequest<?> request, String namespace, String target) {
    return gate.enter(
        request,
        namespace,
        _ ->
            isVerb(request)
                ? Problem.of(
                        Refusal.of(
                            ErrorCode.METHOD_NOT_ALLOWED,
                            request.getMethodName() + " (expected: POST)"))
                    .header(HttpHeaders.ALLOW, "POST")
                : noSuchVerb());
  }

  private HttpResponse<byte[]> end(
      HttpRequest<byte[]> request, Namespace namespace, String target) {
    byte[] body = request.getBody().orElse(NO_BODY);
    boolean hasBody = body.length > 0;
    if (hasBody && !new RequestFields(request.getHeaders()).isJson()) {
      return Problem.of(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type (expected: application/json)");
    }
    String except = hasBody ? JsonFields.read(mapper, body, Set.of("except")).get("except") : null;
    String user = target.substring(0, target.length() - END_SESSIONS.length());
    return Replies.of(
        users.endAll(
            new EndUserRequest(
                name(namespace, user), except == null ? null : new SessionKey(except))),
        Replies::endedAll);
  }

  private static UserName name(Namespace namespace, String user) {
    return new UserName(namespace, new UserHash(user));
  }

  /** The colon separates and is never data: {@code %3A} is part of a user, and a bad one. */
  private static boolean isVerb(HttpRequest<?> request) {
    return request.getUri().getRawPath().endsWith(END_SESSIONS);
  }

  private static HttpResponse<byte[]> noSuchVerb() {
    return Problem.of(
        ErrorCode.ROUTE_NOT_FOUND, "no such call (expected: /sessions or " + END_SESSIONS + ")");
  }
}
