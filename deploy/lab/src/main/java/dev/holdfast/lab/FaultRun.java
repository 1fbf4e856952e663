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
  private final List<Taken> taken = new ArrayList<>();

  /**
   * A step that was carried out.
   *
   * @param step the step
   * @param span from its begin until it had its effect
   */
  record Taken(FaultPlan.Step step, TimeSpan span) {}

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
      Duration rested = elapsed().plus(step.rest());
      waitUntil(rested.compareTo(step.at()) > 0 ? rested : step.at());
      long before = System.nanoTime();
      command(step);
      taken.add(new Taken(step, new TimeSpan(before, System.nanoTime())));
      System.out.printf("%5.1f s  %s %s%n", elapsed().toMillis() / 1e3, step.verb(), step.part());
    }
    Duration settled = elapsed().plus(SETTLING);
    waitUntil(settled.compareTo(plan.length()) > 0 ? settled : plan.length());
  }

  /** Returns when answers to users could break off. */
  List<TimeSpan> kills() {
    return taken.stream().filter(each -> each.step().cutsAnswers()).map(Taken::span).toList();
  }

  List<Taken> taken() {
    return List.copyOf(taken);
  }

  /** When a click began, in seconds since the start. */
  double secondsAt(Click click) {
    return (click.startNanos() - startNanos) / 1e9;
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
