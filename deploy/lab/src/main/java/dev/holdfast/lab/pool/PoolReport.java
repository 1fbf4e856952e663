package dev.holdfast.lab.pool;

import dev.holdfast.lab.history.SessionViolation;
import java.util.Map;

/** The report of a run as one HTML file without links to anything. Keys appear as numbers only. */
final class PoolReport {
  private static final int SHOWN_VIOLATIONS = 100;
  private static final String STYLE =
      """
      :root { color-scheme: light dark; --back: #fff; --ink: #1b1f24; --soft: #8a929c;
        --band: #f3c76b66; --bad: #c62828; --good: #1b7f3b; --blue: #1565c0; --violet: #7b3fb5; }
      @media (prefers-color-scheme: dark) { :root { --back: #14171b; --ink: #e6e8eb; --soft: #7d8792;
        --band: #8a651f88; --bad: #ff6b60; --good: #5fd38a; --blue: #6cb2ff; --violet: #c99bff; } }
      body { background: var(--back); color: var(--ink); font: 15px/1.5 system-ui, sans-serif;
        margin: 2rem auto; max-width: 76rem; padding: 0 1rem; }
      svg { width: 100%; height: auto; }
      .band { fill: var(--band); } .frame { fill: none; stroke: var(--soft); }
      .grid { stroke: var(--soft); stroke-opacity: .3; }
      .label { fill: var(--ink); font-size: 12px; } .end { text-anchor: end; }
      .line { fill: none; stroke-width: 1.6; } .rate, .p50 { stroke: var(--blue); }
      .p99 { stroke: var(--violet); } .worst { stroke: var(--soft); } .mark { fill: var(--bad); }
      table { border-collapse: collapse; margin: 1rem 0; } caption { text-align: left; font-weight: 600; }
      th, td { border-bottom: 1px solid var(--soft); padding: .2rem .8rem; text-align: left; }
      td.number { text-align: right; font-variant-numeric: tabular-nums; }
      .bad { color: var(--bad); } .good { color: var(--good); }
      .key span { border-bottom: 3px solid; margin-right: 1.2rem; }
      """;

  private final PoolVerdict verdict;
  private final PoolRecord record;
  private final Markup more;

  /**
   * @param more shown after the course of the run
   */
  PoolReport(PoolVerdict verdict, PoolRecord record, Markup more) {
    this.verdict = verdict;
    this.record = record;
    this.more = more;
  }

  String html() {
    var page = new Markup();
    page.add("<!DOCTYPE html>").add("<html lang=\"en\">").add("<head><meta charset=\"utf-8\"/>");
    page.add("<meta name=\"viewport\" content=\"width=device-width\"/>");
    page.add("<title>Holdfast: %s</title>", verdict.subject());
    page.add("<style>").add(STYLE.replace("%", "%%")).add("</style></head><body>");
    page.add("<h1>Holdfast: %s</h1>", verdict.subject());
    page.add(verdict());
    page.add("<p class=\"key\">Latency: <span style=\"border-color:var(--blue)\">p50</span>");
    page.add("<span style=\"border-color:var(--violet)\">p99</span>");
    page.add("<span style=\"border-color:var(--soft)\">worst</span> of each 250 ms;");
    page.add(
        "triangles are answers that broke a promise, shaded periods are faults or changes.</p>");
    page.add(new Timeline(record).svg());
    page.add(more);
    page.add(figures()).add(faults()).add(examples());
    return page.add("</body></html>").toString();
  }

  private Markup verdict() {
    return verdict.isGood()
        ? new Markup().add("<p class=\"good\">Every answer kept every promise.</p>")
        : new Markup()
            .add(
                "<p class=\"bad\">It did not go well: %d answers broke a promise.</p>",
                record.violations().size());
  }

  private Markup figures() {
    var table = new Markup().add("<table><caption>Verdict</caption><tbody>");
    for (Map.Entry<String, String> figure : verdict.figures().entrySet()) {
      table.add(
          "<tr><th scope=\"row\">%s</th><td class=\"number\">%s</td></tr>",
          figure.getKey(), figure.getValue());
    }
    return table.add("</tbody></table>");
  }

  private Markup faults() {
    var table = new Markup().add("<table><caption>Faults and changes</caption><thead><tr>");
    for (String name : new String[] {"what", "from s", "to s", "calls", "p99 ms", "worst ms"}) {
      table.add("<th scope=\"col\">%s</th>", name);
    }
    table.add("</tr></thead><tbody>");
    for (Band band : record.bands()) {
      var times = new CallTimes(record.calls(), band::holds);
      table.add(
          "<tr><th scope=\"row\">%s</th><td class=\"number\">%.2f</td><td class=\"number\">%.2f</td>"
              + "<td class=\"number\">%d</td><td class=\"number\">%.1f</td>"
              + "<td class=\"number\">%.1f</td></tr>",
          band.name(),
          record.seconds(band.from()),
          record.seconds(band.to()),
          times.count(),
          times.millisAt(0.99),
          times.millisAt(1));
    }
    return table.add("</tbody></table>");
  }

  private Markup examples() {
    var table = new Markup();
    if (record.violations().isEmpty()) {
      return table.add("<p>There is no violation to show.</p>");
    }
    table.add("<table><caption>Violations, the first %d</caption><thead>", SHOWN_VIOLATIONS);
    table.add("<tr><th scope=\"col\">at s</th><th scope=\"col\">key number</th>");
    table.add(
        "<th scope=\"col\">promise</th><th scope=\"col\">what was told</th></tr></thead><tbody>");
    record.violations().stream().limit(SHOWN_VIOLATIONS).forEach(one -> addRow(table, one));
    return table.add("</tbody></table>").add(stories());
  }

  private Markup stories() {
    var all = new Markup();
    for (ViolationStory story : record.stories()) {
      all.add("<details><summary>%s</summary><pre>", story.title());
      story.lines().forEach(line -> all.add("%s", line));
      all.add("</pre></details>");
    }
    return all;
  }

  private void addRow(Markup table, SessionViolation violation) {
    table.add(
        "<tr><td class=\"number\">%.3f</td><td class=\"number\">%d</td><td>%s</td><td>%s</td></tr>",
        record.seconds(violation.call().end()),
        violation.keyNumber(),
        violation.promise().name(),
        violation.reason());
  }
}
