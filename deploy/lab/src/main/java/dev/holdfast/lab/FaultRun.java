package dev.holdfast.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Carries out a plan, step by step, through {@code ./dev part}. */
final class FaultRun {
  private static final Duration SETTLING = Duration.ofSeconds(3);

  private final String dev;
  private final long startNanos = System.nanoTime();
  private final List<TimeSpan> kills = new ArrayList<>();

  /**
   * A run that begins now.
   *
   * @param dev the path of the {@code dev} command
   */
  FaultRun(String dev) {
    this.dev = dev;
  }

  /** Carries out the plan and waits until its length has passed and the last part has settled. */
  void carryOut(FaultPlan plan) throws IOException, InterruptedException {
    for (FaultPlan.Step step : plan.steps()) {
      waitUntil(step.at());
      long before = System.nanoTime();
      command(step);
      if (step.cutsAnswers()) {
        kills.add(new TimeSpan(before, System.nanoTime()));
      }
      System.out.printf("%5.1f s  %s %s%n", elapsed().toMillis() / 1e3, step.verb(), step.part());
    }
    Duration settled = elapsed().plus(SETTLING);
    waitUntil(settled.compareTo(plan.length()) > 0 ? settled : plan.length());
  }

  List<TimeSpan> kills() {
    return List.copyOf(kills);
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  private void command(FaultPlan.Step step) throws IOException, InterruptedException {
    var process = new ProcessBuilder(dev, "part", step.verb(), step.part()).inheritIO().start();
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(step.verb() + " " + step.part() + " ended with code " + code);
    }
  }

  private void waitUntil(Duration at) {
    for (Duration left = at.minus(elapsed()); left.isPositive(); left = at.minus(elapsed())) {
      LockSupport.parkNanos(left.toNanos());
    }
  }
}
