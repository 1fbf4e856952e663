package dev.holdfast.lab.durable;

import dev.holdfast.lab.pool.Markup;
import dev.holdfast.lab.pool.PoolRecord;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Draws reads of the database and hits of the pool over the time of a run, as SVG.
 *
 * @param warmth what is drawn
 * @param record the run, whose time axis it has
 */
record WarmthPlot(Warmth warmth, PoolRecord record) {
  private static final double LEFT = 60;
  private static final double WIDTH = 1080;
  private static final double TOP = 20;
  private static final double HEIGHT = 110;

  Markup svg() {
    double peak = Math.max(1, warmth.peak());
    var out = new Markup();
    out.add(
        "<p class=\"key\"><span style=\"border-color:var(--blue)\">reads of the database</span>");
    out.add("<span style=\"border-color:var(--violet)\">share of the reads that the pool answered");
    out.add("by itself</span> of each second, at its end; on the time axis above.</p>");
    out.add("<svg viewBox=\"0 0 1160 150\" role=\"img\" aria-label=\"How the pool filled up\">");
    out.add(
        "<rect class=\"frame\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>",
        LEFT, TOP, WIDTH, HEIGHT);
    out.add("<text class=\"label end\" x=\"54\" y=\"%.1f\">%.0f/s</text>", TOP + 4, peak);
    out.add("<text class=\"label\" x=\"1100\" y=\"%.1f\">100 %%</text>", TOP - 4);
    line(out, "rate", window -> window.databaseReads() / peak);
    line(out, "p99", Warmth.Window::hits);
    return out.add("</svg>");
  }

  /** Draws shares from 0 to 1; moments without one are left out. */
  private void line(Markup out, String style, ToDoubleFunction<Warmth.Window> of) {
    List<Warmth.Window> drawn =
        warmth.windows().stream()
            .filter(window -> !Double.isNaN(of.applyAsDouble(window)))
            .toList();
    var points = new Markup();
    for (Warmth.Window window : drawn) {
      double x = LEFT + WIDTH * (window.to() - record.start()) / (record.end() - record.start());
      points.add(
          "%.1f,%.1f", Math.min(x, LEFT + WIDTH), TOP + HEIGHT * (1 - of.applyAsDouble(window)));
    }
    out.add("<polyline class=\"line %s\" points=\"%s\"/>", style, points.toString());
  }
}
