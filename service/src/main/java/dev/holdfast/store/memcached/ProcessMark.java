package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names one run of a memcached process. A node that holds the mark of its own run has been filled
 * since it began; one that restarted, empty or with old items, holds none or that of another run.
 *
 * @param pid the process id
 * @param startSeconds when it began, in epoch seconds
 */
record ProcessMark(long pid, long startSeconds) {
  private static final int TOLERANCE_SECONDS = 2;

  /** Returns the mark of the process that told these statistics, or null if they do not say. */
  static @Nullable ProcessMark of(Map<String, Long> stats) {
    Long pid = stats.get("pid");
    Long time = stats.get("time");
    Long uptime = stats.get("uptime");
    return pid == null || time == null || uptime == null
        ? null
        : new ProcessMark(pid, time - uptime);
  }

  /** Returns the mark that an item holds, or null if it holds none. */
  static @Nullable ProcessMark decode(byte[] value) {
    String text = new String(value, US_ASCII);
    int blank = text.indexOf(' ');
    if (!text.matches("\\d{1,18} \\d{1,18}")) {
      return null;
    }
    return new ProcessMark(
        Long.parseLong(text.substring(0, blank)), Long.parseLong(text.substring(blank + 1)));
  }

  byte[] encode() {
    return (pid + " " + startSeconds).getBytes(US_ASCII);
  }

  /** Returns whether both name the same run; the clock of a node may be set a little meanwhile. */
  boolean isSameRun(ProcessMark other) {
    return pid == other.pid && Math.abs(startSeconds - other.startSeconds) <= TOLERANCE_SECONDS;
  }
}
