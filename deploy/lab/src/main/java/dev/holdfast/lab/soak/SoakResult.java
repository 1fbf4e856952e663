package dev.holdfast.lab.soak;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * What a soak is judged by.
 *
 * @param start what the replica held after warming up
 * @param end what it held after the last cycle
 * @param cycles connections cut between the two
 * @param calls requests made meanwhile
 * @param failed those without a success
 */
record SoakResult(Footprint start, Footprint end, int cycles, long calls, long failed) {
  private static final int MORE_THREADS = 2;
  private static final int MORE_CONNECTIONS = 0;
  private static final int MORE_FDS = 2;
  private static final double MORE_HEAP_MB = 10;
  private static final double MORE_HEAP_SHARE = 0.1;
  private static final int CALLS_PER_FAILURE = 10;

  /** What is wrong, a sentence each; empty for a replica that did not grow while it served. */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    compare(complaints, "threads", start.threads(), end.threads(), MORE_THREADS);
    compare(complaints, "connections", start.connections(), end.connections(), MORE_CONNECTIONS);
    compare(complaints, "fds", start.fds(), end.fds(), MORE_FDS);
    double share = start.heapMb() * MORE_HEAP_SHARE;
    compare(complaints, "heap_mb", start.heapMb(), end.heapMb(), Math.max(MORE_HEAP_MB, share));
    if (calls == 0 || failed * CALLS_PER_FAILURE > calls) {
      complaints.add("failed: %d of %d calls (expected: at most a tenth)".formatted(failed, calls));
    }
    return complaints;
  }

  private static void compare(
      List<String> complaints, String what, double start, double end, double more) {
    if (end > start + more) {
      complaints.add(
          "%s: %.1f (expected: <= %.1f, %.1f at the start)"
              .formatted(what, end, start + more, start));
    }
  }

  /** Prints one {@code name=value} a line, the tolerances, and what is wrong. */
  void print(PrintStream out) {
    print(out, "threads", start.threads(), end.threads());
    print(out, "connections", start.connections(), end.connections());
    print(out, "fds", start.fds(), end.fds());
    out.printf("heap_start_mb=%.1f%n", start.heapMb());
    out.printf("heap_end_mb=%.1f%n", end.heapMb());
    out.println("cycles=" + cycles);
    out.println("calls=" + calls);
    out.println("failed=" + failed);
    out.printf(
        "tolerated: threads +%d, connections +%d, fds +%d, heap +%.0f MB or +%.0f %%,"
            + " whichever is more; failed: 1 call in %d%n",
        MORE_THREADS,
        MORE_CONNECTIONS,
        MORE_FDS,
        MORE_HEAP_MB,
        MORE_HEAP_SHARE * 100,
        CALLS_PER_FAILURE);
    complaints().forEach(complaint -> out.println("too much: " + complaint));
  }

  private static void print(PrintStream out, String name, int start, int end) {
    out.printf("%s_start=%d%n%s_end=%d%n", name, start, name, end);
  }
}
