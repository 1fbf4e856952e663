package dev.holdfast.lab;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Measures the doors against their ceilings: {@code RestBench <REST port> <gRPC port> <echo port>
 * <scripts> <temporary folder>}.
 */
final class RestBench {
  private static final int CONNECTIONS = 32;
  private static final int ROUNDS = 15;
  private static final Duration WARM_UP = Duration.ofSeconds(6);
  private static final Duration ROUND = Duration.ofSeconds(1);

  private final LoadGenerator load;
  private final URI service;
  private final String grpc;
  private final String echo;
  private final Path message;

  private RestBench(String[] args, Path message) {
    this.service = URI.create("http://127.0.0.1:" + args[0]);
    this.grpc = GrpcMessage.methodUrl(Integer.parseInt(args[1]));
    this.echo = GrpcMessage.methodUrl(Integer.parseInt(args[2]));
    this.load = new LoadGenerator(Path.of(args[3]));
    this.message = message;
  }

  /** Fills the store, warms up, measures, prints. */
  public static void main(String[] args)
      throws IOException, MeasurementException, InterruptedException {
    var bench = new RestBench(args, Path.of(args[4]).resolve("grpc-get.bin"));
    GrpcMessage.writeTo(bench.message);
    new BenchSessions(bench.service).fill();
    GrpcMessage.check(Integer.parseInt(args[1]));
    bench.contenders(WARM_UP).run(1);
    print(Rates.mediansOf(bench.contenders(ROUND).run(ROUNDS)));
  }

  private Interleaved<Double> contenders(Duration length) {
    return new Interleaved<Double>()
        .with("static", () -> wrk(length, "static"))
        .with("get", () -> wrk(length, "get"))
        .with("acquire", () -> wrk(length, "acquire"))
        .with("save", () -> wrk(length, "save"))
        .with("grpc_echo", () -> load.grpc(length, echo, message).perSecond())
        .with("grpc_get", () -> load.grpc(length, grpc, message).perSecond());
  }

  private double wrk(Duration length, String call)
      throws MeasurementException, InterruptedException {
    List<String> arguments = List.of(call, String.valueOf(BenchSessions.COUNT));
    return load.wrk(length, CONNECTIONS, "sessions.lua", service.toString(), arguments).perSecond();
  }

  private static void print(Rates rates) {
    rates.print("per_second");
    System.out.printf("get_over_static=%.2f%n", rates.ratio("get", "static"));
    System.out.printf("grpc_get_over_echo=%.2f%n", rates.ratio("grpc_get", "grpc_echo"));
  }
}
