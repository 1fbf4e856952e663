package dev.holdfast.lab;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a load generator says it did.
 *
 * @param requests complete answers
 * @param perSecond answers a second
 */
record LoadReport(long requests, double perSecond) {
  private static final Pattern WRK_REQUESTS = Pattern.compile("(\\d+) requests in ");
  private static final Pattern WRK_RATE = Pattern.compile("Requests/sec:\\s+([\\d.]+)");
  private static final Pattern WRK_TROUBLE =
      Pattern.compile("Non-2xx or 3xx responses: \\d+|Socket errors: .*");
  private static final Pattern PGBENCH_DONE =
      Pattern.compile("number of transactions actually processed: (\\d+)");
  private static final Pattern PGBENCH_FAILED =
      Pattern.compile("number of failed transactions: (\\d+)");
  private static final Pattern PGBENCH_RATE =
      Pattern.compile("tps = ([\\d.]+) \\(without initial connection time\\)");
  private static final Pattern H2LOAD_RATE =
      Pattern.compile("finished in [\\d.]+m?s, ([\\d.]+) req/s");
  private static final Pattern H2LOAD_DONE =
      Pattern.compile(
          "requests: \\d+ total, \\d+ started, (\\d+) done, \\d+ succeeded, (\\d+) failed");

  /** Reads pgbench's output; any failed transaction is no figure. */
  static LoadReport ofPgbench(String output) throws MeasurementException {
    String failed = find(PGBENCH_FAILED, output).group(1);
    if (!failed.equals("0")) {
      throw new MeasurementException("pgbench saw trouble: failed transactions: " + failed);
    }
    return new LoadReport(
        Long.parseLong(find(PGBENCH_DONE, output).group(1)),
        Double.parseDouble(find(PGBENCH_RATE, output).group(1)));
  }

  /** Reads wrk's output; any answer that is not a 2xx, and any socket error, is no figure. */
  static LoadReport ofWrk(String output) throws MeasurementException {
    Matcher trouble = WRK_TROUBLE.matcher(output);
    if (trouble.find()) {
      throw new MeasurementException("wrk saw trouble: " + trouble.group());
    }
    return new LoadReport(
        Long.parseLong(find(WRK_REQUESTS, output).group(1)),
        Double.parseDouble(find(WRK_RATE, output).group(1)));
  }

  /** Reads h2load's output; any failed request is no figure. */
  static LoadReport ofH2load(String output) throws MeasurementException {
    Matcher done = find(H2LOAD_DONE, output);
    if (!done.group(2).equals("0")) {
      throw new MeasurementException("h2load saw trouble: " + done.group());
    }
    return new LoadReport(
        Long.parseLong(done.group(1)), Double.parseDouble(find(H2LOAD_RATE, output).group(1)));
  }

  private static Matcher find(Pattern pattern, String output) throws MeasurementException {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new MeasurementException("no \"" + pattern + "\" in: " + output.strip());
    }
    return matcher;
  }
}
