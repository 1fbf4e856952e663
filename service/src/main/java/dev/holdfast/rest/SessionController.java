package dev.holdfast.rest;

import dev.holdfast.session.EndRequest;
import dev.holdfast.session.ErrorCode;
import dev.holdfast.session.FindRequest;
import dev.holdfast.session.Payload;
import dev.holdfast.session.SessionKey;
import dev.holdfast.session.SessionName;
import dev.holdfast.session.Sessions;
import dev.holdfast.session.WriteRequest;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import java.util.function.BiFunction;

/** The calls on one session. */
@Controller("/v1/namespaces/{namespace}/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
final class SessionController {
  private static final byte[] NO_BODY = {};

  private final Gate gate;
  private final Sessions sessions;
  private final SessionVerbs verbs;

  SessionController(Gate gate, @Named("rest") Sessions sessions, SessionVerbs verbs) {
    this.gate = gate;
    this.sessions = sessions;
    this.verbs = verbs;
  }

  /** Reads a session; {@code HEAD} too. */
  @Get("/{key}")
  HttpResponse<byte[]> get(HttpRequest<?> request, String namespace, String key) {
    return on(
        request,
        namespace,
        key,
        (fields, name) -> {
          var have = fields.version(HttpHeaders.IF_NONE_MATCH);
          return Replies.of(
              sessions.find(new FindRequest(name, have, fields.slides())), Replies::read);
        });
  }

  /** Creates or saves a session. */
  @Put("/{key}")
  @Consumes(MediaType.ALL)
  HttpResponse<byte[]> put(HttpRequest<byte[]> request, String namespace, String key) {
    return on(
        request,
        namespace,
        key,
        (fields, name) -> {
          if (!isOctetStream(request)) {
            return Problem.of(
                ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                "Content-Type (expected: application/octet-stream)");
          }
          Payload payload = Payload.of(bodyOf(request));
          return Replies.of(
              sessions.write(
                  new WriteRequest(name, payload, fields.condition(), fields.writeOptions())),
              Replies::written);
        });
  }

  /** Ends a session. */
  @Delete("/{key}")
  @Consumes(MediaType.ALL)
  HttpResponse<byte[]> delete(HttpRequest<?> request, String namespace, String key) {
    return on(
        request,
        namespace,
        key,
        (fields, name) -> {
          var match = fields.version(HttpHeaders.IF_MATCH);
          return Replies.of(
              sessions.end(new EndRequest(name, match, fields.operation())), Replies::ended);
        });
  }

  /** Runs the custom method (AIP-136) after the colon of {@code key:verb}. */
  @Post("/{target}")
  @Consumes(MediaType.ALL)
  HttpResponse<byte[]> post(HttpRequest<byte[]> request, String namespace, String target) {
    return gate.enter(
        request, namespace, entered -> verbs.run(request, entered, target, bodyOf(request)));
  }

  private HttpResponse<byte[]> on(
      HttpRequest<?> request,
      String namespace,
      String key,
      BiFunction<RequestFields, SessionName, HttpResponse<byte[]>> call) {
    return gate.enter(
        request,
        namespace,
        entered ->
            key.indexOf(':') < 0
                ? call.apply(
                    new RequestFields(request.getHeaders()),
                    new SessionName(entered, new SessionKey(key)))
                : SessionVerbs.wrongMethod(request, key));
  }

  private static byte[] bodyOf(HttpRequest<byte[]> request) {
    return request.getBody().orElse(NO_BODY);
  }

  private static boolean isOctetStream(HttpRequest<?> request) {
    String type = request.getHeaders().get(HttpHeaders.CONTENT_TYPE);
    return type != null
        && type.regionMatches(true, 0, MediaType.APPLICATION_OCTET_STREAM, 0, 24)
        && (type.length() == 24 || type.charAt(24) == ';');
  }
}
