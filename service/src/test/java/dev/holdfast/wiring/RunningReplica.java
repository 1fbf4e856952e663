package dev.holdfast.wiring;

import dev.holdfast.config.ServiceSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** A replica on free ports of this machine, and a client for its listeners. */
final class RunningReplica implements AutoCloseable {
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
  RunningReplica(Map<String, ?> more) {
    Map<String, Object> section = new HashMap<>();
    section.put("rest", Map.of("port", restPort));
    section.put("grpc", Map.of("port", grpcPort));
    section.put("operations", Map.of("port", operationsPort));
    section.put("drain-period", "20s");
    section.putAll(more);
    server =
        HoldfastServer.start(
            ServiceSettings.read(Map.of("holdfast", section)), InstantSource.system());
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

  HttpRequest.Builder operations(String path) {
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

  HttpResponse<String> send(HttpRequest request) {
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
