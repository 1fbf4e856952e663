package dev.holdfast.lab.durable;

import dev.holdfast.lab.history.SessionCall;
import dev.holdfast.lab.pool.Band;
import dev.holdfast.lab.pool.PoolRecord;
import dev.holdfast.lab.pool.PoolSummary;
import dev.holdfast.lab.pool.PoolVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What became of sessions whose whole pool restarted empty.
 *
 * @param sessions how many there were; none was ended
 * @param record what callers were told
 * @param warmth what replicas counted
 */
record ColdVerdict(int sessions, PoolRecord record, Warmth warmth) {
  /** The share of the reads that a warm pool answers by itself. */
  static final double WARM = 0.95;

  /** Returns how often somebody was told that there is no session, or no more. */
  long logOuts() {
    return record.count(SessionCall.Result.ABSENT) + record.count(SessionCall.Result.ENDED);
  }

  private Optional<Duration> timeToWarm() {
    return warmth.timeTo(WARM, emptied().to());
  }

  private Band emptied() {
    return record.bands().getFirst();
  }

  boolean isGood() {
    return record.isClean() && logOuts() == 0 && record.stuck() == 0 && timeToWarm().isPresent();
  }

  /** Prints the figures, and writes the report. */
  void publish(Path report) throws IOException {
    Map<String, String> figures = new LinkedHashMap<>();
    figures.put("sessions", Integer.toString(sessions));
    figures.put("log_outs", Long.toString(logOuts()));
    figures.putAll(PoolSummary.always(record));
    figures.put("peak_database_reads_per_second", number(warmth.peak()));
    figures.put(
        "seconds_to_95_percent_pool_hits",
        timeToWarm().map(time -> number(time.toMillis() / 1e3)).orElse("not reached"));
    new PoolVerdict("a whole pool back empty", isGood(), figures)
        .publish(record, new WarmthPlot(warmth, record).svg(), report);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
