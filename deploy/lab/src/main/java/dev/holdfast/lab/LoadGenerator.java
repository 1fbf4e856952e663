package dev.holdfast.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs wrk and h2load.
 *
 * @param scripts the folder of wrk's Lua scripts
 */
record LoadGenerator(Path scripts) {
  private static final int WRK_THREADS = 2;

  /**
   * A closed loop of HTTP/1.1 requests over many keys.
   *
   * @param length how long
   * @param script the Lua script's name
   * @param url where
   * @param arguments for the script
   */
  LoadReport wrk(
      Duration length, int connections, String script, String url, List<String> arguments)
      throws MeasurementException, InterruptedException {
    return LoadReport.ofWrk(
        run(wrkCommand(WRK_THREADS, connections, length, script, url, arguments)));
  }

  /** As {@link #wrk}, with a thread, and so a Lua state, for each connection. */
  LoadReport wrkWithThreadEach(
      Duration length, int connections, String script, String url, List<String> arguments)
      throws MeasurementException, InterruptedException {
    return LoadReport.ofWrk(outputWithThreadEach(length, connections, script, url, arguments));
  }

  /** As {@link #wrkWithThreadEach}, and returns what wrk printed. */
  String outputWithThreadEach(
      Duration length, int connections, String script, String url, List<String> arguments)
      throws MeasurementException, InterruptedException {
    return run(wrkCommand(connections, connections, length, script, url, arguments));
  }

  private List<String> wrkCommand(
      int threads,
      int connections,
      Duration length,
      String script,
      String url,
      List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "wrk",
                "-t" + threads,
                "-c" + connections,
                "-d" + length.toSeconds() + "s",
                "--latency",
                "-s" + scripts.resolve(script),
                url,
                "--"));
    command.addAll(arguments);
    return command;
  }

  /**
   * A closed loop of one gRPC call, 32 at a time.
   *
   * @param length how long
   * @param url the method's URL
   * @param message a file with the framed request message
   */
  LoadReport grpc(Duration length, String url, Path message)
      throws MeasurementException, InterruptedException {
    return LoadReport.ofH2load(
        run(
            List.of(
                "h2load",
                "-t2",
                "-c8",
                "-m4",
                "-D" + length.toSeconds(),
                "-d" + message,
                "-Hcontent-type: application/grpc",
                "-Hte: trailers",
                url)));
  }

  /** Runs a program to its end, and returns what it printed. */
  static String run(List<String> command) throws MeasurementException, InterruptedException {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new MeasurementException(command.getFirst() + " failed: " + output.strip());
      }
      return output;
    } catch (IOException e) {
      throw new MeasurementException("cannot run " + command.getFirst(), e);
    }
  }
}
