package dev.holdfast.maintenance;

import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.store.Reconciliation;
import dev.holdfast.store.Reconciliation.Mends;
import dev.holdfast.store.SessionKeys;
import dev.holdfast.store.Tally;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** One run over pool and table: its passes, from the point where it begins. */
final class Job {
  private static final long SAVE_NANOS = Duration.ofSeconds(1).toNanos();

  private final CommandLine line;
  private final Workplace workplace;
  private final StateFile state;
  private final Maintenance.Streams streams;
  private final CountDownLatch stop;
  private final Pace pace;
  private long savedNanos = System.nanoTime();
  private ResumePoint point = ResumePoint.begin("");

  /** What is gone through. */
  private enum Pass {
    POOL("pool to table"),
    TABLE("table to pool");

    private final String title;

    Pass(String title) {
      this.title = title;
    }
  }

  Job(
      CommandLine line,
      Workplace workplace,
      StateFile state,
      Maintenance.Streams streams,
      CountDownLatch stop) {
    this.line = line;
    this.workplace = workplace;
    this.state = state;
    this.streams = streams;
    this.stop = stop;
    pace = new Pace(line.rowsPerSecond(), stop, System::nanoTime);
  }

  /** Returns what the arguments ask for: only the same is resumed. */
  static String name(CommandLine line) {
    return line.command().word() + (line.dryRun() ? " --dry-run" : "");
  }

  /** Returns the exit code. */
  int run(ResumePoint begin) {
    point = begin;
    try {
      List<Pass> passes = passes();
      while (point.pass() < passes.size()) {
        if (!isDone(passes.get(point.pass()))) {
          return interrupted();
        }
        point = point.nextPass();
      }
    } catch (StoreUnavailableException | OutcomeUnknownException e) {
      streams.progress().println(keep());
      throw e;
    }
    state.clear();
    Report.print(streams.out(), line, point.sum());
    return point.sum().left() == 0 ? Maintenance.FINE : Maintenance.DIFFERENT;
  }

  private List<Pass> passes() {
    return line.command() == CommandLine.Command.WARM
        ? List.of(Pass.TABLE)
        : List.of(Pass.POOL, Pass.TABLE);
  }

  private boolean isDone(Pass pass) {
    SessionKeys keys = workplace.keys().get();
    long total = pass == Pass.POOL ? keys.count() : workplace.table().count();
    Progress progress =
        new Progress(
            streams.progress(),
            streams.terminal(),
            System::nanoTime,
            line.command().word() + " " + pass.title,
            total,
            Math.round(KeySpace.part(point.place()) * total));
    Reconciliation.Listener listener = (place, batch) -> goesOn(place, batch, progress);
    try {
      Reconciliation work = reconciliation();
      return pass == Pass.POOL
          ? work.fromCache(keys, point.place(), listener)
          : work.fromTable(point.place(), listener);
    } finally {
      progress.end();
    }
  }

  private Reconciliation reconciliation() {
    Mends mends = line.command() == CommandLine.Command.WARM ? Mends.CACHE : Mends.BOTH;
    return new Reconciliation(
        workplace.pool(),
        workplace.records(),
        workplace.table(),
        line.dryRun() ? Mends.NOTHING : mends,
        workplace.clock());
  }

  private boolean goesOn(String place, Tally batch, Progress progress) {
    point = point.after(place, batch);
    progress.add(batch.checked());
    if (System.nanoTime() - savedNanos > SAVE_NANOS) {
      state.write(point);
      savedNanos = System.nanoTime();
    }
    return pace.spend(batch.checked()) && stop.getCount() > 0;
  }

  private int interrupted() {
    streams.progress().println("interrupted; " + keep());
    return Maintenance.DIFFERENT;
  }

  /** Returns how to go on. */
  private String keep() {
    state.write(point);
    return line.state() == null
        ? "what is done stays done; run it again, with --state <file> to go on where it stops"
        : "run it again with --state " + line.state() + " to go on";
  }
}
