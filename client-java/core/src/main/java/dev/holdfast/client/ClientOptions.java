package dev.holdfast.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a client has to know: where the service listens, who asks, and how long a call may take.
 *
 * @param endpoints {@code http://host:port} or {@code https://host:port}; one at least
 * @param namespace the tenant: 1 to 64 of {@code A-Z a-z 0-9 _ -}
 * @param timeout for one call, all attempts together, without the wait for a lock; 1 ms to 60 s
 * @param lock how long to wait for a lock, and to keep it
 * @param access the token and the certificates
 * @param transport the name of the {@link ClientTransport}: {@code rest}, or {@code grpc} for
 *     endpoints of that port
 * @param waiters how many calls at once wait for an endpoint while all refuse connections, 0 to
 *     10,000; the others fail after a moment
 */
public record ClientOptions(
    List<URI> endpoints,
    String namespace,
    Duration timeout,
    LockTerms lock,
    ClientAccess access,
    String transport,
    int waiters) {
  /** The transport unless another one is chosen. */
  public static final String REST = "rest";

  private static final Pattern NAMESPACE = Pattern.compile("[A-Za-z0-9_-]{1,64}");
  private static final Pattern TRANSPORT = Pattern.compile("[a-z]{1,16}");
  private static final int DEFAULT_WAITERS = 32;
  private static final int MOST_WAITERS = 10_000;
  private static final int LAST_PORT = 65535;
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

  /** Checks all of them. */
  public ClientOptions {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("endpoints: none (expected: one at least)");
    }
    endpoints.forEach(ClientOptions::check);
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw refusal("namespace", namespace, "1 to 64 of A-Z a-z 0-9 _ -");
    }
    if (timeout.toMillis() < 1 || timeout.toMillis() > 60_000) {
      throw refusal("timeout", DurationText.wire(timeout), "1ms to 60s");
    }
    if (!TRANSPORT.matcher(transport).matches()) {
      throw refusal("transport", transport, "a name such as rest or grpc");
    }
    if (waiters < 0 || waiters > MOST_WAITERS) {
      throw refusal("waiters", Integer.toString(waiters), "0 to " + MOST_WAITERS);
    }
  }

  /**
   * Returns options with the defaults: namespace {@code default}, 2 s for a call, no token, REST,
   * 32 waiters.
   */
  public static ClientOptions of(URI... endpoints) {
    return new ClientOptions(
        List.of(endpoints),
        "default",
        DEFAULT_TIMEOUT,
        LockTerms.DEFAULT,
        ClientAccess.OPEN,
        REST,
        DEFAULT_WAITERS);
  }

  /**
   * Reads the text form: endpoints with commas between, then {@code ?} and options with {@code &}
   * between, such as {@code
   * http://10.0.0.5:8080,http://10.0.0.6:8080?timeout=500ms&namespace=shop}. The options are
   * namespace, timeout, wait, lease, token_file, ca_file, transport and waiters.
   *
   * @throws IllegalArgumentException that names the value and what was expected
   */
  public static ClientOptions parse(String text) {
    return ClientOptionsText.parse(text);
  }

  /** Returns these options for another namespace. */
  public ClientOptions withNamespace(String other) {
    return new ClientOptions(endpoints, other, timeout, lock, access, transport, waiters);
  }

  /** Returns these options with another time for a call. */
  public ClientOptions withTimeout(Duration other) {
    return new ClientOptions(endpoints, namespace, other, lock, access, transport, waiters);
  }

  /** Returns these options with other times for locks. */
  public ClientOptions withLock(LockTerms other) {
    return new ClientOptions(endpoints, namespace, timeout, other, access, transport, waiters);
  }

  /** Returns these options with another token and certificates. */
  public ClientOptions withAccess(ClientAccess other) {
    return new ClientOptions(endpoints, namespace, timeout, lock, other, transport, waiters);
  }

  /** Returns these options for another transport. */
  public ClientOptions withTransport(String other) {
    return new ClientOptions(endpoints, namespace, timeout, lock, access, other, waiters);
  }

  /** Returns these options with another number of calls that wait for an endpoint. */
  public ClientOptions withWaiters(int other) {
    return new ClientOptions(endpoints, namespace, timeout, lock, access, transport, other);
  }

  private static void check(URI endpoint) {
    boolean scheme = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
    String path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
    boolean bare = path.isEmpty() || path.equals("/");
    if (!scheme
        || endpoint.getHost() == null
        || endpoint.getPort() == 0
        || endpoint.getPort() > LAST_PORT
        || !bare
        || endpoint.getRawUserInfo() != null
        || endpoint.getRawQuery() != null) {
      throw refusal("endpoint", shown(endpoint), "http://host:port or https://host:port");
    }
  }

  /** Credentials have no place in an endpoint; they are not printed either. */
  private static String shown(URI endpoint) {
    String text = endpoint.toString();
    int at = text.lastIndexOf('@');
    return at < 0 ? text : "***" + text.substring(at);
  }

  static IllegalArgumentException refusal(String name, String value, String expected) {
    return new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
  }
}
