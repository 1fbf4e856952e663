package dev.holdfast.maintenance;

import dev.holdfast.store.Tally;
import java.io.PrintStream;
import java.util.Locale;

/** Tells what came of a run. */
final class Report {
  private Report() {}

  static void print(PrintStream out, CommandLine line, Tally sum) {
    boolean counted = line.dryRun();
    String word = line.command().word();
    out.println(word + ": " + (sum.left() == 0 ? "no differences left" : "differences left"));
    row(out, "compared", sum.checked());
    row(out, "expired, left alone", sum.expired());
    if (line.command() == CommandLine.Command.VERIFY) {
      row(out, counted ? "to commit from the pool" : "committed from the pool", sum.tableBehind());
    }
    row(out, counted ? "to bring to the pool" : "brought to the pool", sum.cacheBehind());
    row(out, "damaged rows", sum.damaged());
    row(out, "unproved by the pool", sum.unproved());
    row(out, "of these, different still", sum.left());
    out.flush();
  }

  private static void row(PrintStream out, String what, long count) {
    out.println(String.format(Locale.ROOT, "  %-26s %,d", what, count));
  }
}
