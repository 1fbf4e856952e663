package dev.holdfast.store.postgres;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.LongAdder;

/** What was done in the database, published as {@code holdfast_database_*}. */
final class DatabaseTally {
  private final LongAdder commits = new LongAdder();
  private final LongAdder rows = new LongAdder();
  private final LongAdder expired = new LongAdder();
  private final LongAdder reads = new LongAdder();

  /** Counts a transaction that has changed so many rows. */
  void committed(int changedRows) {
    commits.increment();
    rows.add(changedRows);
  }

  /** Counts rows that were deleted because their time was over. */
  void expired(int deletedRows) {
    expired.add(deletedRows);
  }

  /** Counts a record that was looked up because the cache could not answer. */
  void read() {
    reads.increment();
  }

  void register(MeterRegistry meters, Database database, WriteQueue queue) {
    count(meters, "holdfast.database.commits", "Transactions that wrote sessions", commits);
    count(meters, "holdfast.database.rows", "Rows that those transactions have changed", rows);
    count(meters, "holdfast.database.expired", "Rows deleted after their end", expired);
    count(meters, "holdfast.database.reads", "Sessions looked up for want of the cache", reads);
    countRefused(meters, database);
    Gauge.builder("holdfast.database.queue", queue, WriteQueue::size)
        .description("Writes that wait for a transaction")
        .register(meters);
    Gauge.builder("holdfast.database.up", database, each -> each.isUp() ? 1 : 0)
        .description("Whether the database answers")
        .register(meters);
  }

  private static void countRefused(MeterRegistry meters, Database database) {
    FunctionCounter.builder("holdfast.database.refused", database, Database::refused)
        .description("Calls that did not wait for a database known to be silent")
        .register(meters);
  }

  private static void count(MeterRegistry meters, String name, String what, LongAdder count) {
    FunctionCounter.builder(name, count, LongAdder::doubleValue).description(what).register(meters);
  }
}
