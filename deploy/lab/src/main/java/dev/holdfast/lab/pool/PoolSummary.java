package dev.holdfast.lab.pool;

import dev.holdfast.lab.history.SessionCall.Result;
import dev.holdfast.lab.history.SessionFindings;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The figures of a run by name, in the order in which they are shown. */
public final class PoolSummary {
  private PoolSummary() {}

  /** Returns the figures of a run with faults. */
  static Map<String, String> of(PoolRecord record) {
    Map<String, String> figures = always(record);
    figures.put("hung_p99_ms", millis(record.hungTimes().millisAt(0.99)));
    figures.put("hung_limit_ms", millis(record.hungLimitMillis()));
    return figures;
  }

  /** Returns the figures of any run. */
  public static Map<String, String> always(PoolRecord record) {
    Map<String, String> figures = new LinkedHashMap<>();
    SessionFindings findings = record.findings();
    figures.put("reads", Long.toString(findings.reads()));
    figures.put("writes", Long.toString(findings.writes()));
    figures.put("stale", Long.toString(findings.stale()));
    figures.put("lost", Long.toString(findings.lost()));
    figures.put("resurrected", Long.toString(findings.resurrected()));
    figures.put("lost_updates", Long.toString(findings.lostUpdates()));
    figures.put("unverified", Long.toString(findings.unverified()));
    figures.put("unavailable", Long.toString(record.count(Result.UNAVAILABLE)));
    figures.put("unknown", Long.toString(record.count(Result.UNKNOWN)));
    figures.put("told_lost", Long.toString(record.count(Result.LOST)));
    figures.put("stuck", Long.toString(record.stuck()));
    figures.put("worst_ms", millis(record.times().millisAt(1)));
    figures.put("p99_ms", millis(record.times().millisAt(0.99)));
    figures.put("quiet_p99_ms", millis(record.quietTimes().millisAt(0.99)));
    return figures;
  }

  private static String millis(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
