package dev.holdfast.store;

import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.StoreUnavailableException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after an outage of the durable records in the background: keeps the notes of the cache,
 * commits the backlog when they are back, and then lets one replica go through the whole cache, for
 * what others had in their backlogs when they died.
 */
final class OutageWatch implements AutoCloseable {
  /** A debt that was not noted again for so long is nobody's who lives. */
  static final Duration STILL = Duration.ofSeconds(3);

  private static final Logger LOG = LoggerFactory.getLogger(OutageWatch.class);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(1);
  private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();
  private static final long NOTE_NANOS = Duration.ofSeconds(1).toNanos();

  private final CacheNotes notes;
  private final DurableRecords records;
  private final CatchUp catchUp;
  private final PoolToTable pass;
  private final Thread thread =
      Thread.ofPlatform().daemon().name("holdfast-outage").unstarted(this::run);
  private volatile boolean running = true;
  private boolean hasNoted;
  private long notedNanos;
  private String seenDebt = "";
  private long seenNanos;

  OutageWatch(CacheNotes notes, DurableRecords records, CatchUp catchUp, PoolToTable pass) {
    this.notes = notes;
    this.records = records;
    this.catchUp = catchUp;
    this.pass = pass;
  }

  void start() {
    thread.start();
  }

  /** Notes that there is something to commit, unless that was done within the last second. */
  synchronized void noteDebt() {
    long now = System.nanoTime();
    if (!hasNoted || now - notedNanos > NOTE_NANOS) {
      notes.noteDebt();
      hasNoted = true;
      notedNanos = now;
    }
  }

  private void run() {
    while (running) {
      try {
        step();
      } catch (StoreUnavailableException | OutcomeUnknownException e) {
        LOG.debug("not done yet: {}", e.getMessage());
      } catch (RuntimeException e) {
        LOG.error("looking after an outage failed: {}", e.getClass().getName()); // and goes on
      }
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
  }

  private void step() {
    if (catchUp.backlog().size() > 0) {
      noteDebt();
    }
    if (records.isUp()) {
      catchUp.drain();
      notes.keep(records::latestEnd);
      payDebt();
    } else {
      notes.keep(null);
    }
  }

  /** Others note their debts again while they have any: what is left is of those who died. */
  private void payDebt() {
    String debt = notes.debt();
    if (!debt.equals(seenDebt) || catchUp.backlog().size() > 0) {
      seenDebt = debt;
      seenNanos = System.nanoTime();
    } else if (!debt.isEmpty()
        && System.nanoTime() - seenNanos > STILL.toNanos()
        && notes.leads()) {
      pass.run();
      notes.settle(debt);
      catchUp.backlog().settled();
      LOG.info("all that was written while the database was away is in it");
    }
  }

  @Override
  public void close() {
    running = false;
    LockSupport.unpark(thread);
    try {
      thread.join(CLOSE_PATIENCE); // it uses what is closed next
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
