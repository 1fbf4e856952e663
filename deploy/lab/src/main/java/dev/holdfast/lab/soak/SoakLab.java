package dev.holdfast.lab.soak;

import dev.holdfast.lab.MeasurementException;
import dev.holdfast.lab.ReplicaMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Cuts the connections between one replica and its nodes again and again while it serves, and
 * compares what it holds before and after: {@code SoakLab <REST port> <operations port> <replica's
 * process id> <minutes> <cycles> <cutter port>:<node port>...}. Ends with code 0 only when nothing
 * grew.
 */
final class SoakLab implements AutoCloseable {
  private static final SoakPlan WARM_UP = new SoakPlan(Duration.ofMinutes(1), 50);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration SETTLING = Duration.ofSeconds(5);
  private static final Duration TOLD_EVERY = Duration.ofMinutes(1);

  private final int restPort;
  private final int operationsPort;
  private final ReplicaProcess replica;
  private final List<ConnectionCutter> cutters = new ArrayList<>();

  private SoakLab(String[] args) {
    restPort = Integer.parseInt(args[0]);
    operationsPort = Integer.parseInt(args[1]);
    replica = new ReplicaProcess(Long.parseLong(args[2]));
  }

  /** Soaks, prints, judges. */
  public static void main(String[] args)
      throws IOException, MeasurementException, InterruptedException {
    SoakPlan plan = SoakPlan.parse(args[3], args[4]);
    SoakResult result;
    try (var lab = new SoakLab(args)) {
      for (String pair : List.of(args).subList(5, args.length)) {
        String[] ports = pair.split(":", 2);
        lab.cutters.add(
            ConnectionCutter.start(Integer.parseInt(ports[0]), Integer.parseInt(ports[1])));
      }
      result = lab.soak(plan);
    }
    result.print(System.out);
    System.exit(result.complaints().isEmpty() ? 0 : 1);
  }

  private SoakResult soak(SoakPlan plan)
      throws IOException, MeasurementException, InterruptedException {
    footprint(); // The JVM starts the thread that hears jcmd.
    tell("warming up for " + WARM_UP.length().toSeconds() + " s");
    cutUnderLoad(WARM_UP);
    Footprint start = footprint();
    tell(plan.cycles() + " cuts within " + plan.length().toMinutes() + " min");
    SoakLoad load = cutUnderLoad(plan);
    return new SoakResult(start, footprint(), plan.cycles(), load.calls(), load.failed());
  }

  /** Returns the load, which has ended. */
  private SoakLoad cutUnderLoad(SoakPlan plan)
      throws IOException, MeasurementException, InterruptedException {
    SoakLoad load = SoakLoad.start(restPort);
    try (load) {
      cut(plan);
    }
    return load;
  }

  private void cut(SoakPlan plan) throws IOException, MeasurementException, InterruptedException {
    long start = System.nanoTime();
    Duration told = Duration.ZERO;
    for (int cycle = 0; cycle < plan.cycles(); cycle++) {
      Duration left = plan.at(cycle).minusNanos(System.nanoTime() - start);
      Thread.sleep(left.isPositive() ? left : Duration.ZERO);
      cutOne();
      if (plan.at(cycle).minus(told).compareTo(TOLD_EVERY) >= 0) {
        told = plan.at(cycle);
        tell((cycle + 1) + " of " + plan.cycles() + " cut");
      }
    }
  }

  private void cutOne() throws IOException, MeasurementException, InterruptedException {
    var random = ThreadLocalRandom.current();
    ConnectionCutter cutter = cutters.get(random.nextInt(cutters.size()));
    if (!cutter.cut(random.nextBoolean(), PATIENCE)) {
      throw new MeasurementException(
          "the replica did not use port " + cutter.port() + " again within " + PATIENCE);
    }
  }

  /** Measures once every node is up and everything else has come to rest. */
  private Footprint footprint() throws MeasurementException, InterruptedException {
    awaitNodes();
    Thread.sleep(SETTLING);
    replica.collectGarbage();
    Set<Integer> ports = new HashSet<>();
    cutters.forEach(cutter -> ports.add(cutter.port()));
    return new Footprint(
        replica.threads(),
        replica.connectionsTo(ports),
        replica.descriptors().size(),
        ReplicaMetrics.ask(operationsPort).heapBytes());
  }

  private void awaitNodes() throws MeasurementException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    long up = ReplicaMetrics.ask(operationsPort).nodesUp();
    while (up < cutters.size()) {
      if (System.nanoTime() - end > 0) {
        throw new MeasurementException(
            "nodes up: " + up + " (expected: " + cutters.size() + " within " + PATIENCE + ")");
      }
      Thread.sleep(LOOK);
      up = ReplicaMetrics.ask(operationsPort).nodesUp();
    }
  }

  private static void tell(String what) {
    System.out.println(what);
  }

  @Override
  public void close() throws IOException {
    for (ConnectionCutter cutter : cutters) {
      cutter.close();
    }
  }
}
