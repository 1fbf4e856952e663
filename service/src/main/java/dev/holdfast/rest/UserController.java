package dev.holdfast.rest;

import dev.holdfast.session.ErrorCode;
import dev.holdfast.session.Sessions;
import dev.holdfast.session.UserHash;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;

/** The calls on the sessions of a user. */
@Controller("/v1/namespaces/{namespace}/users")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
final class UserController {
  private static final String END_SESSIONS = ":endSessions";

  private final Gate gate;
  private final Sessions sessions;

  UserController(Gate gate, @Named("rest") Sessions sessions) {
    this.gate = gate;
    this.sessions = sessions;
  }

  /** Lists the sessions of a user. */
  @Get("/{user}/sessions")
  HttpResponse<byte[]> list(HttpRequest<?> request, String namespace, String user) {
    return gate.enter(request, namespace, _ -> byUser(user));
  }

  /** Ends the sessions of a user. */
  @Post("/{target}")
  @Consumes(MediaType.ALL)
  HttpResponse<byte[]> end(HttpRequest<?> request, String namespace, String target) {
    return gate.enter(
        request,
        namespace,
        _ ->
            target.endsWith(END_SESSIONS)
                ? byUser(target.substring(0, target.length() - END_SESSIONS.length()))
                : Problem.of(
                    ErrorCode.ROUTE_NOT_FOUND, "unknown verb (expected: " + END_SESSIONS + ")"));
  }

  private HttpResponse<byte[]> byUser(String user) {
    UserHash hash = new UserHash(user);
    return Replies.of(sessions.byUser(hash), _ -> HttpResponse.noContent());
  }
}
