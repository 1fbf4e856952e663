package dev.holdfast.sample.spring;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The session service, as a process of its own: its libraries are not those of the application. */
final class ServiceProcess implements AutoCloseable {
  private static final Path SERVICE = Path.of("..", "..", "service", "target");

  private final Process process;
  private final String address;

  private ServiceProcess(Process process, String address) {
    this.process = process;
    this.address = address;
  }

  /**
   * Starts the service and returns once it answers.
   *
   * @param options {@code --durable} for one with a database
   */
  static ServiceProcess start(String... options) throws IOException {
    if (!Files.isDirectory(SERVICE.resolve("lib"))) {
      throw new IllegalStateException(SERVICE + ": no lib (expected: a packaged service)");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-cp");
    command.add(SERVICE + "/test-classes:" + SERVICE + "/classes:" + SERVICE + "/lib/*");
    command.add("dev.holdfast.conformance.ConformanceService");
    command.add("--until-input-ends");
    command.addAll(freePorts());
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader said = process.inputReader();
    String line = said.readLine();
    if (line == null || !line.startsWith("ready ")) {
      process.destroy();
      throw new IllegalStateException("the service said: " + line + " (expected: ready)");
    }
    return new ServiceProcess(process, line.split(" ", -1)[1]);
  }

  private static List<String> freePorts() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket rest = new ServerSocket(0, 1, loopback);
        ServerSocket grpc = new ServerSocket(0, 1, loopback);
        ServerSocket operations = new ServerSocket(0, 1, loopback)) {
      return List.of(
          "--rest-port", String.valueOf(rest.getLocalPort()),
          "--grpc-port", String.valueOf(grpc.getLocalPort()),
          "--operations-port", String.valueOf(operations.getLocalPort()));
    }
  }

  String address() {
    return address;
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
