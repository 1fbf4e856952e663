package dev.holdfast.maintenance;

import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.StoreUnavailableException;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/**
 * Runs one command of an operator, and tells how it went. Safe to run beside replicas, several at
 * once, and again after it was interrupted.
 */
public final class Maintenance {
  /** Everything is as it should be. */
  public static final int FINE = 0;

  /** Differences are left, or were found by a dry run; or the run was interrupted. */
  public static final int DIFFERENT = 1;

  /** The arguments or the configuration cannot be used. */
  public static final int BAD_USAGE = 2;

  /** The database or the pool gave no answer. */
  public static final int NO_ANSWER = 3;

  private final CommandLine line;
  private final Workplace.Opener opener;
  private final Streams streams;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * Where a command writes.
   *
   * @param out what came of it
   * @param progress how far it is
   * @param terminal whether progress is read by somebody who watches
   */
  public record Streams(PrintStream out, PrintStream progress, boolean terminal) {}

  /** Makes ready what the arguments ask for. */
  public Maintenance(CommandLine line, Workplace.Opener opener, Streams streams) {
    this.line = line;
    this.opener = opener;
    this.streams = streams;
  }

  /** Runs the command, and returns the exit code of the process. */
  public int run() {
    try {
      return line.command() == CommandLine.Command.MIGRATE ? migrate() : reconcile();
    } catch (UsageException e) {
      streams.progress().println(e.getMessage());
      return BAD_USAGE;
    } catch (StoreUnavailableException | OutcomeUnknownException | IllegalStateException e) {
      streams.progress().println(line.command().word() + ": no answer: " + e.getMessage());
      return NO_ANSWER;
    } finally {
      stopped.countDown();
    }
  }

  private int migrate() {
    streams.out().println("migrate: " + opener.migrate());
    return FINE;
  }

  private int reconcile() {
    StateFile state = new StateFile(line.state());
    ResumePoint begin = state.read(Job.name(line));
    try (Workplace place = opener.open()) {
      return new Job(line, place, state, streams, stop).run(begin);
    }
  }

  /** Asks the run to stop after its batch, and waits until it has told where. */
  public void interrupt() {
    stop.countDown();
    try {
      stopped.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
