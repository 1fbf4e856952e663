package dev.holdfast.conformance;

import dev.holdfast.config.ServiceSettings;
import dev.holdfast.store.postgres.PostgresServer;
import dev.holdfast.wiring.HoldfastServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The service under test: a whole replica with the namespaces of the cases and a steered clock. */
final class ConformanceService implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration LOOK_INTERVAL = Duration.ofMillis(20);

  private final Ports ports;
  private final SteerableClock clock;
  private final HoldfastServer server;

  private ConformanceService(Ports ports, SteerableClock clock, HoldfastServer server) {
    this.ports = ports;
    this.clock = clock;
    this.server = server;
  }

  /**
   * Starts a replica and returns once it answers.
   *
   * @param nodes the memcached nodes, each {@code host:port}; none for the embedded store
   * @param database the JDBC address of the database under the pool, if there is one
   */
  static ConformanceService start(Ports ports, List<String> nodes, Optional<String> database) {
    SteerableClock clock = new SteerableClock();
    Map<String, Object> document =
        nodes.isEmpty()
            ? ConformanceDocument.inMemory(ports)
            : ConformanceDocument.inPool(ports, nodes, pepper(), database);
    HoldfastServer server = HoldfastServer.start(ServiceSettings.read(document), clock);
    ConformanceService service = new ConformanceService(ports, clock, server);
    service.awaitNodes();
    return service;
  }

  /** A replica serves while it still connects to its nodes; the cases need all of them. */
  private void awaitNodes() {
    HttpRequest ready = HttpRequest.newBuilder(operationsUri().resolve("/health/ready")).build();
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (HttpClient client = HttpClient.newHttpClient()) {
      while (!client.send(ready, BodyHandlers.ofString()).body().contains("\"ready\"")) {
        if (System.nanoTime() > end) {
          throw new IllegalStateException("the nodes are not up after " + PATIENCE);
        }
        LockSupport.parkNanos(LOOK_INTERVAL.toNanos());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path pepper() {
    try {
      Path file = Files.createTempFile("holdfast-conformance", ".pepper");
      file.toFile().deleteOnExit();
      return Files.writeString(file, "a secret for tests only, 32 bytes");
    } catch (IOException e) {
      throw new UncheckedIOException("no room for a pepper file", e);
    }
  }

  URI restUri() {
    return URI.create("http://127.0.0.1:" + ports.rest());
  }

  URI operationsUri() {
    return URI.create("http://127.0.0.1:" + ports.operations());
  }

  int grpcPort() {
    return ports.grpc();
  }

  SteerableClock clock() {
    return clock;
  }

  @Override
  public void close() {
    server.close();
  }

  /**
   * Runs the service for the tests of clients: says {@code ready <rest-url> <operations-url>} on
   * the standard output, logs to the standard error, and ends when the process is killed or, with
   * {@code --until-input-ends}, when its standard input ends. With {@code --durable} it runs over a
   * pool and a database that end with it.
   */
  public static void main(String[] arguments) throws InterruptedException {
    PrintStream out = System.out;
    System.setOut(System.err);
    ConformanceArguments parsed = ConformanceArguments.parse(arguments);
    ConformanceService service = parsed.durable() ? startDurable(parsed) : start(parsed);
    Runtime.getRuntime().addShutdownHook(new Thread(service::close, "close"));
    out.println("ready " + service.restUri() + " " + service.operationsUri());
    out.flush();
    if (parsed.untilInputEnds()) {
      readInput();
      System.exit(0);
    }
    service.server.awaitEnd();
  }

  private static ConformanceService start(ConformanceArguments arguments) {
    return start(arguments.ports(), arguments.nodes(), Optional.empty());
  }

  private static ConformanceService startDurable(ConformanceArguments arguments) {
    MemcachedPool pool = new MemcachedPool();
    Runtime.getRuntime().addShutdownHook(new Thread(pool::close, "close-pool"));
    Optional<String> database = Optional.of(PostgresServer.shared().freshDatabase());
    return start(arguments.ports(), pool.addresses(), database);
  }

  private static void readInput() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
