package dev.holdfast.client.rest;

import dev.holdfast.client.AcquireAnswer;
import dev.holdfast.client.ClientOptions;
import dev.holdfast.client.Durability;
import dev.holdfast.client.DurationText;
import dev.holdfast.client.LockAnswer;
import dev.holdfast.client.LockOwner;
import dev.holdfast.client.LockTerms;
import dev.holdfast.client.OperationId;
import dev.holdfast.client.Problem;
import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.ReadTerms;
import dev.holdfast.client.SessionClient;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.UserHash;
import dev.holdfast.client.UserSessionsAnswer;
import dev.holdfast.client.Write;
import dev.holdfast.client.WriteAnswer;
import dev.holdfast.client.Written;
import dev.holdfast.client.transport.Dispatcher;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** The session service over its REST door. */
public final class RestSessionClient implements SessionClient {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(1);

  private final List<RestEndpoint> endpoints;
  private final DeadlineGuard guard = new DeadlineGuard();
  private final Dispatcher<RestEndpoint> dispatcher;
  private final String namespace;
  private final @Nullable String authorization;

  private RestSessionClient(ClientOptions options) {
    Duration timeout = options.timeout();
    Duration connect = timeout.compareTo(LONGEST_CONNECT) < 0 ? timeout : LONGEST_CONNECT;
    Path caFile = options.access().caFile();
    SSLSocketFactory tls = caFile == null && !isSecured(options) ? null : Trust.by(caFile);
    endpoints =
        options.endpoints().stream()
            .map(base -> new RestEndpoint(base, new Connections(base, tls, connect, guard)))
            .toList();
    dispatcher = new Dispatcher<>(endpoints, timeout, options.waiters());
    namespace = "/v1/namespaces/" + options.namespace();
    String token = options.access().token();
    authorization = token == null ? null : "Bearer " + token;
  }

  private static boolean isSecured(ClientOptions options) {
    return options.endpoints().stream().anyMatch(each -> each.getScheme().equals("https"));
  }

  /** Opens a client; it connects when it is first used. */
  public static RestSessionClient open(ClientOptions options) {
    return new RestSessionClient(options);
  }

  @Override
  public ReadAnswer find(SessionKey key, ReadTerms terms) {
    RestRequest request = read("GET", key, terms.touch()).header("If-None-Match", terms.have());
    return send(request, key.value(), RestDecoder::read, ReadAnswer.Unknown::new);
  }

  @Override
  public ReadAnswer describe(SessionKey key, boolean touch) {
    RestRequest request = read("HEAD", key, touch);
    return send(request, key.value(), RestDecoder::description, ReadAnswer.Unknown::new);
  }

  @Override
  public WriteAnswer<Written> create(SessionKey key, Write write) {
    return write(putting(key, write).header("If-None-Match", "*"), key);
  }

  @Override
  public WriteAnswer<Written> save(SessionKey key, Write write, String ifMatch) {
    return write(putting(key, write).header("If-Match", ifMatch), key);
  }

  @Override
  public WriteAnswer<Written> put(SessionKey key, Write write) {
    return write(putting(key, write), key);
  }

  @Override
  public ReadAnswer touch(SessionKey key) {
    return send(post(key, "touch"), key.value(), RestDecoder::read, ReadAnswer.Unknown::new);
  }

  @Override
  public WriteAnswer<Durability> end(
      SessionKey key, OperationId operation, @Nullable String ifMatch) {
    RestRequest request =
        request("DELETE", path(key))
            .header("Idempotency-Key", operation.value())
            .header("If-Match", ifMatch);
    return send(request, key.value(), RestDecoder::ended, WriteAnswer::failed);
  }

  @Override
  public WriteAnswer<Written> rotate(
      SessionKey key, SessionKey newKey, @Nullable Duration grace, OperationId operation) {
    Map<String, String> body = members("new_key", newKey.value(), "grace", grace);
    RestRequest request =
        post(key, "rotate").json(body).header("Idempotency-Key", operation.value());
    return write(request, key);
  }

  @Override
  public AcquireAnswer acquire(
      SessionKey key, LockOwner owner, LockTerms terms, @Nullable String have) {
    RestRequest request =
        post(key, "acquire")
            .json(members("owner", owner.value(), "lease", terms.lease()))
            .header("Session-Have", have)
            .waiting(terms.patience());
    return send(request, key.value(), RestDecoder::acquired, AcquireAnswer.Unknown::new);
  }

  @Override
  public LockAnswer renew(SessionKey key, LockOwner owner, @Nullable Duration lease) {
    RestRequest request = post(key, "renew").json(members("owner", owner.value(), "lease", lease));
    return send(request, key.value(), RestDecoder::renewed, LockAnswer.Unknown::new);
  }

  @Override
  public LockAnswer release(SessionKey key, LockOwner owner) {
    RestRequest request = post(key, "release").json(Map.of("owner", owner.value()));
    return send(request, key.value(), RestDecoder::released, LockAnswer.Unknown::new);
  }

  @Override
  public UserSessionsAnswer userSessions(UserHash user) {
    RestRequest request = request("GET", namespace + "/users/" + user.value() + "/sessions");
    return send(request, user.value(), RestDecoder::userSessions, UserSessionsAnswer.Unknown::new);
  }

  @Override
  public WriteAnswer<Integer> endUserSessions(UserHash user, @Nullable SessionKey except) {
    Map<String, String> body = except == null ? Map.of() : Map.of("except", except.value());
    RestRequest request =
        request("POST", namespace + "/users/" + user.value() + ":endSessions").json(body);
    return send(request, user.value(), RestDecoder::endedOfUser, WriteAnswer::failed);
  }

  @Override
  public void close() {
    guard.close();
    endpoints.forEach(RestEndpoint::close);
  }

  private WriteAnswer<Written> write(RestRequest request, SessionKey key) {
    return send(request, key.value(), RestDecoder::written, WriteAnswer::failed);
  }

  private <A> A send(
      RestRequest request,
      String preference,
      Function<RestAnswer, A> decoder,
      Function<Problem, A> unanswered) {
    return dispatcher.send(
        preference,
        request.patience(),
        (endpoint, attempt) -> decoder.apply(endpoint.send(request, attempt)),
        unanswered);
  }

  private RestRequest putting(SessionKey key, Write write) {
    LockOwner lock = write.lock();
    UserHash user = write.user();
    return request("PUT", path(key))
        .bytes(write.payload().bytes())
        .header("Idempotency-Key", write.operation().value())
        .header("Session-Lock", lock == null ? null : lock.value())
        .header("Session-Release", lock != null && write.release() ? "?1" : null)
        .header("Session-User", user == null ? null : user.value());
  }

  private RestRequest read(String method, SessionKey key, boolean touch) {
    return request(method, path(key)).header("Session-Touch", touch ? null : "never");
  }

  private RestRequest post(SessionKey key, String verb) {
    return request("POST", path(key) + ":" + verb);
  }

  private RestRequest request(String method, String path) {
    return RestRequest.of(method, path).header("Authorization", authorization);
  }

  private String path(SessionKey key) {
    return namespace + "/sessions/" + key.value();
  }

  private static Map<String, String> members(
      String first, String value, String second, @Nullable Duration duration) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put(first, value);
    if (duration != null) {
      members.put(second, DurationText.wire(duration));
    }
    return members;
  }
}
