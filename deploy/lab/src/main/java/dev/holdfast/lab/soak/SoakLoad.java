package dev.holdfast.lab.soak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * Callers who save and read sessions of 2 KB over REST, each with a short rest after every call.
 * Nothing is repeated by itself. Closing it ends the calls and their connections.
 */
final class SoakLoad implements AutoCloseable {
  private static final int CALLERS = 8;
  private static final int SESSIONS_EACH = 50;
  private static final int PAYLOAD_BYTES = 2048;
  private static final Duration REST = Duration.ofMillis(20);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final byte[] payload = new byte[PAYLOAD_BYTES];
  private final LongAdder calls = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final URI sessions;
  private volatile boolean done;

  private SoakLoad(int port) {
    sessions = URI.create("http://127.0.0.1:" + port + "/v1/namespaces/default/sessions/");
    ThreadLocalRandom.current().nextBytes(payload);
  }

  static SoakLoad start(int port) {
    var load = new SoakLoad(port);
    for (int caller = 0; caller < CALLERS; caller++) {
      String prefix = "soak-session-of-caller-" + caller + "-";
      load.threads.execute(() -> load.call(prefix));
    }
    return load;
  }

  private void call(String prefix) {
    try {
      while (!done) {
        URI session = sessions.resolve(prefix + random(SESSIONS_EACH));
        HttpRequest.Builder request = HttpRequest.newBuilder(session).timeout(TIMEOUT);
        send(request.header("Content-Type", "application/octet-stream").PUT(body()).build());
        Thread.sleep(REST);
        send(HttpRequest.newBuilder(session).timeout(TIMEOUT).build());
        Thread.sleep(REST);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private HttpRequest.BodyPublisher body() {
    return BodyPublishers.ofByteArray(payload);
  }

  private static int random(int bound) {
    return ThreadLocalRandom.current().nextInt(bound);
  }

  private void send(HttpRequest request) throws InterruptedException {
    calls.increment();
    try {
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        failed.increment();
      }
    } catch (IOException _) {
      failed.increment();
    }
  }

  long calls() {
    return calls.sum();
  }

  long failed() {
    return failed.sum();
  }

  @Override
  public void close() {
    done = true;
    threads.close();
    client.close();
  }
}
