package dev.holdfast.lab.pool;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws a run over time as SVG: rate, latencies, faults and violations. */
final class Timeline {
  private static final double LEFT = 60;
  private static final double WIDTH = 1080;
  private static final double RATE_TOP = 190;
  private static final double RATE_HEIGHT = 110;
  private static final double TIMES_TOP = 340;
  private static final double TIMES_HEIGHT = 190;
  private static final double MARKS_AT = 322;
  private static final double LOWEST_MILLIS = 0.1;
  private static final double SLICES_PER_SECOND = 1e9 / TimeSlices.SLICE_NANOS;

  private final PoolRecord record;
  private final List<CallTimes> slices;
  private final Markup out = new Markup();

  Timeline(PoolRecord record) {
    this.record = record;
    this.slices = TimeSlices.of(record.calls(), record.start(), record.end());
  }

  Markup svg() {
    out.add("<svg viewBox=\"0 0 1160 570\" role=\"img\" aria-labelledby=\"plot-title plot-text\">");
    out.add("<title id=\"plot-title\">Rate and latency over time</title>");
    out.add(
        "<desc id=\"plot-text\">%d faults in %.0f seconds; %d answers broke a promise. The tables"
            + " below hold the same figures.</desc>",
        record.bands().size(), seconds(record.end()), record.violations().size());
    record.bands().forEach(this::band);
    rate();
    latencies();
    violations();
    timeAxis();
    return out.add("</svg>");
  }

  private void band(Band band) {
    double from = x(band.from());
    double width = Math.max(2, x(band.to()) - from);
    out.add(
        "<rect class=\"band\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
        from, RATE_TOP, width, TIMES_TOP + TIMES_HEIGHT - RATE_TOP);
    out.add(
        "<text class=\"label\" transform=\"translate(%.1f,%.1f) rotate(-45)\">%s</text>",
        from + 4, RATE_TOP - 6, band.name());
  }

  private void rate() {
    double highest = slices.stream().mapToDouble(CallTimes::count).max().orElse(1);
    double top = Math.max(1, highest) * SLICES_PER_SECOND;
    axis(RATE_TOP, RATE_HEIGHT, "calls/s");
    tick(RATE_TOP, "%.0f".formatted(top));
    tick(RATE_TOP + RATE_HEIGHT, "0");
    line("rate", slice -> RATE_TOP + RATE_HEIGHT * (1 - slice.count() * SLICES_PER_SECOND / top));
  }

  private void latencies() {
    axis(TIMES_TOP, TIMES_HEIGHT, "ms");
    for (double millis = LOWEST_MILLIS; millis <= highestMillis(); millis *= 10) {
      tick(yOfMillis(millis), millis < 1 ? "0.1" : "%.0f".formatted(millis));
    }
    line("worst", slice -> yOfMillis(slice.millisAt(1)));
    line("p99", slice -> yOfMillis(slice.millisAt(0.99)));
    line("p50", slice -> yOfMillis(slice.millisAt(0.5)));
  }

  private double highestMillis() {
    return Math.max(1000, record.times().millisAt(1));
  }

  private double yOfMillis(double millis) {
    double share =
        Math.log(Math.max(millis, LOWEST_MILLIS) / LOWEST_MILLIS)
            / Math.log(highestMillis() / LOWEST_MILLIS);
    return TIMES_TOP + TIMES_HEIGHT * (1 - share);
  }

  private void violations() {
    for (var violation : record.violations()) {
      long at = violation.call().end();
      if (at >= record.start() && at < record.end()) {
        out.add(
            "<path class=\"mark\" d=\"M%.1f %.1fl5 10h-10z\"><title>%s</title></path>",
            x(at), MARKS_AT - 10, violation.promise().name());
      }
    }
  }

  private void line(String name, ToDoubleFunction<CallTimes> y) {
    var points = new StringBuilder();
    for (int slice = 0; slice < slices.size(); slice++) {
      long middle = record.start() + slice * TimeSlices.SLICE_NANOS + TimeSlices.SLICE_NANOS / 2;
      points.append(new Markup().add("%.1f,%.1f", Math.min(x(middle), LEFT + WIDTH), at(y, slice)));
    }
    out.add("<polyline class=\"line %s\" points=\"%s\"/>", name, points.toString());
  }

  private double at(ToDoubleFunction<CallTimes> y, int slice) {
    return y.applyAsDouble(slices.get(slice));
  }

  private void axis(double top, double height, String unit) {
    out.add(
        "<rect class=\"frame\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
        LEFT, top, WIDTH, height);
    out.add("<text class=\"label\" x=\"8\" y=\"%.1f\">%s</text>", top + height / 2, unit);
  }

  private void tick(double y, String text) {
    out.add("<text class=\"label end\" x=\"%.1f\" y=\"%.1f\">%s</text>", LEFT - 6, y + 4, text);
    out.add("<path class=\"grid\" d=\"M%.1f %.1fh%.1f\"/>", LEFT, y, WIDTH);
  }

  private void timeAxis() {
    double whole = seconds(record.end());
    int step = Math.max(1, (int) Math.ceil(whole / 12));
    for (int second = 0; second <= whole; second += step) {
      out.add(
          "<text class=\"label\" x=\"%.1f\" y=\"%.1f\">%d s</text>",
          LEFT + WIDTH * second / whole, TIMES_TOP + TIMES_HEIGHT + 20, second);
    }
  }

  private double seconds(long at) {
    return (at - record.start()) / 1e9;
  }

  private double x(long at) {
    return LEFT + WIDTH * seconds(at) / seconds(record.end());
  }
}
