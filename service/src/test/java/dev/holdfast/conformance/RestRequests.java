package dev.holdfast.conformance;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes calls as HTTP requests. */
final class RestRequests {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final URI base;
  private final Call.Caller caller;

  RestRequests(URI base, Call.Caller caller) {
    this.base = base;
    this.caller = caller;
  }

  HttpRequest of(Call call) {
    HttpRequest.Builder request = write(call).timeout(PATIENCE);
    optional(request, "Authorization", caller.token() == null ? null : "Bearer " + caller.token());
    return request.build();
  }

  private HttpRequest.Builder write(Call call) {
    return switch (call) {
      case Call.Get get -> get(get);
      case Call.Create(var key, var payload, var options) ->
          put(key, payload, options).header("If-None-Match", "*");
      case Call.Save(var key, var payload, var match, var options) ->
          optional(put(key, payload, options), "If-Match", match);
      case Call.Touch(var key) -> at(session(key) + ":touch").POST(BodyPublishers.noBody());
      case Call.End(var key, var operation, var match) ->
          optional(
              optional(at(session(key)).DELETE(), "If-Match", match), "Idempotency-Key", operation);
      case Call.Rotate rotate -> rotate(rotate);
      case Call.Acquire acquire -> acquire(acquire);
      case Call.Renew(var key, var owner, var lease) ->
          post(session(key) + ":renew", new JsonBody().add("owner", owner).add("lease", lease));
      case Call.Release(var key, var owner) ->
          post(session(key) + ":release", new JsonBody().add("owner", owner));
      case Call.ListUser(var user) -> at("/users/" + user + "/sessions").GET();
      case Call.EndUser(var user, var except) ->
          post("/users/" + user + ":endSessions", new JsonBody().add("except", except));
      case Call.Http http -> raw(http);
    };
  }

  private HttpRequest.Builder get(Call.Get get) {
    HttpRequest.Builder request = at(session(get.key()));
    request.method(get.head() ? "HEAD" : "GET", BodyPublishers.noBody());
    optional(request, "Session-Touch", get.slides() ? null : "never");
    return optional(request, "If-None-Match", get.ifNoneMatch());
  }

  private HttpRequest.Builder put(String key, byte[] payload, Call.WriteOptions options) {
    HttpRequest.Builder request =
        at(session(key))
            .header("Content-Type", "application/octet-stream")
            .PUT(BodyPublishers.ofByteArray(payload));
    optional(request, "Idempotency-Key", options.operation());
    optional(request, "Session-Lock", options.lock());
    optional(request, "Session-User", options.user());
    return optional(request, "Session-Release", options.release() ? "?1" : null);
  }

  private HttpRequest.Builder rotate(Call.Rotate rotate) {
    JsonBody body = new JsonBody().add("new_key", rotate.newKey()).add("grace", rotate.grace());
    return optional(
        post(session(rotate.key()) + ":rotate", body), "Idempotency-Key", rotate.operation());
  }

  private HttpRequest.Builder acquire(Call.Acquire acquire) {
    JsonBody body = new JsonBody().add("owner", acquire.owner()).add("lease", acquire.lease());
    HttpRequest.Builder request = post(session(acquire.key()) + ":acquire", body);
    String wait = acquire.patience();
    optional(request, "Prefer", wait == null ? null : "wait=" + wait.replaceAll("s$", ""));
    return optional(request, "Session-Have", acquire.have());
  }

  private HttpRequest.Builder raw(Call.Http http) {
    String body = http.body();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(http.path()))
            .method(
                http.method(),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    http.headers().forEach(request::header);
    return request;
  }

  private HttpRequest.Builder post(String path, JsonBody body) {
    return at(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body.toString()));
  }

  private HttpRequest.Builder at(String path) {
    return HttpRequest.newBuilder(URI.create(base + "/v1/namespaces/" + caller.namespace() + path));
  }

  private static String session(String key) {
    return "/sessions/" + key;
  }

  private static HttpRequest.Builder optional(
      HttpRequest.Builder request, String name, @Nullable String value) {
    return value == null ? request : request.header(name, value);
  }
}
