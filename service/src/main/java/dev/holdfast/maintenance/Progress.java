package dev.holdfast.maintenance;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Shows how far a pass has come: as a bar on a terminal, else as a line now and then. */
final class Progress {
  private static final int BAR = 30;
  private static final long BAR_NANOS = Duration.ofMillis(250).toNanos();
  private static final long LINE_NANOS = Duration.ofSeconds(10).toNanos();
  private static final double NANOS = 1e9;

  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private final String title;
  private final long total;
  private final long before;
  private final long startNanos;
  private long done;
  private long shownNanos;

  /**
   * @param title what is done
   * @param total about how many rows there are, or 0 if that is not known
   * @param before how many of them an earlier run has done
   */
  Progress(
      PrintStream out,
      boolean terminal,
      LongSupplier nanoTime,
      String title,
      long total,
      long before) {
    this.out = out;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.title = title;
    this.total = total;
    this.before = before;
    this.done = before;
    startNanos = nanoTime.getAsLong();
    shownNanos = startNanos;
  }

  /** Counts rows, and shows it if it is time to. */
  void add(long rows) {
    done += rows;
    if (nanoTime.getAsLong() - shownNanos >= (terminal ? BAR_NANOS : LINE_NANOS)) {
      show();
    }
  }

  /** Shows the last state, and leaves the line. */
  void end() {
    show();
    if (terminal) {
      out.println();
    }
  }

  private void show() {
    shownNanos = nanoTime.getAsLong();
    if (terminal) {
      out.print("\r" + line() + "\u001b[K");
    } else {
      out.println(line());
    }
    out.flush();
  }

  private String line() {
    double seconds = Math.max((shownNanos - startNanos) / NANOS, 1e-3);
    long rate = Math.round((done - before) / seconds);
    String sofar = String.format(Locale.ROOT, "%,d", done);
    if (total <= 0) {
      return "%s: %s rows, %d/s".formatted(title, sofar, rate);
    }
    double part = Math.min(1, (double) done / total);
    String numbers =
        String.format(
            Locale.ROOT, "%3.0f %%, %s of about %,d rows, %d/s", part * 100, sofar, total, rate);
    return title + ": " + (terminal ? bar(part) : "") + numbers + left(rate);
  }

  private static String bar(double part) {
    int full = (int) Math.round(part * BAR);
    return "[" + "#".repeat(full) + ".".repeat(BAR - full) + "] ";
  }

  private String left(long rate) {
    if (rate == 0 || done >= total) {
      return "";
    }
    Duration left = Duration.ofSeconds(Math.ceilDiv(total - done, rate));
    return ", %d:%02d:%02d left"
        .formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart());
  }
}
