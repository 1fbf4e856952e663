package dev.holdfast.wiring;

import dev.holdfast.config.ConfigurationFile;
import dev.holdfast.config.ServiceSettings;
import dev.holdfast.operations.RingControl;
import dev.holdfast.store.memcached.NodeView;
import dev.holdfast.store.memcached.PoolRing;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A replica on free ports of this machine, and a client for its listeners. */
public final class RunningReplica implements AutoCloseable {
  static final String PATH = "/v1/namespaces/default/sessions/session-key-number-1";

  final int restPort = freePort();
  final int grpcPort = freePort();
  final int operationsPort = freePort();
  final HoldfastServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  RunningReplica() {
    this(Map.of());
  }

  /** Starts with what {@code more} adds below {@code holdfast}. */
  public RunningReplica(Map<String, ?> more) {
    server = HoldfastServer.start(settings(more), InstantSource.system());
  }

  /**
   * Starts with a ring that a test steers.
   *
   * @param file where the nodes are read again
   * @param nodes the state of the nodes of the ring
   */
  public RunningReplica(
      Map<String, ?> more, ConfigurationFile file, PoolRing ring, Supplier<List<NodeView>> nodes) {
    server =
        HoldfastServer.start(
            settings(more),
            file,
            HoldfastServer.first(InstantSource.class, InstantSource.system()),
            HoldfastServer.first(RingControl.class, new PoolRingControl(() -> ring, nodes)));
  }

  private ServiceSettings settings(Map<String, ?> more) {
    Map<String, Object> section = new HashMap<>();
    section.put("rest", Map.of("port", restPort));
    section.put("grpc", Map.of("port", grpcPort));
    Map<String, Object> operations = new HashMap<>(Map.of("port", operationsPort));
    section.put("drain-period", "20s");
    section.putAll(more);
    if (more.get("operations") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> operations.put(String.valueOf(key), value));
    }
    section.put("operations", operations);
    return ServiceSettings.read(Map.of("holdfast", section));
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  HttpRequest.Builder rest(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + restPort + path));
  }

  /** Begins a request to the operations listener. */
  public HttpRequest.Builder operations(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + operationsPort + path));
  }

  HttpRequest acquire(String owner, String patience) {
    return rest(PATH + ":acquire")
        .header("Content-Type", "application/json")
        .header("Prefer", "wait=" + patience)
        .POST(HttpRequest.BodyPublishers.ofString("{\"owner\": \"" + owner + "\"}"))
        .build();
  }

  HttpRequest put(String payload) {
    return rest(PATH)
        .header("Content-Type", "application/octet-stream")
        .PUT(HttpRequest.BodyPublishers.ofString(payload))
        .build();
  }

  /** Sends a request, and waits for the answer. */
  public HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  HttpClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
