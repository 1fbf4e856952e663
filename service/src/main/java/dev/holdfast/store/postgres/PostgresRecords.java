package dev.holdfast.store.postgres;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.UserIndex;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.DurableRecords;
import dev.holdfast.store.RecordTable;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records in a table of PostgreSQL. Writes of many callers share a transaction, slides are written
 * about every {@value #SLIDE_MILLIS} ms, and expired rows are deleted every minute.
 */
public final class PostgresRecords implements DurableRecords, AutoCloseable {
  private static final Lookup ABSENT = new Lookup.Absent();
  private static final long SLIDE_MILLIS = 100;
  private static final Duration SWEEP_INTERVAL = Duration.ofMinutes(1);
  private static final Duration PROBE_INTERVAL = Duration.ofSeconds(1);

  private final PostgresSettings settings;
  private final Database database;
  private final WriteQueue queue;
  private final GroupCommit commits;
  private final Slides slides;
  private final ExpiredRows expired;
  private final DatabaseTally tally;
  private final Upkeep upkeep = new Upkeep();
  private final InstantSource clock;

  private PostgresRecords(
      PostgresSettings settings, Database database, InstantSource clock, DatabaseTally tally) {
    this.settings = settings;
    this.database = database;
    this.clock = clock;
    this.tally = tally;
    queue = new WriteQueue(settings.capacity().writesPerCommit());
    commits = new GroupCommit(queue, new WriteTransaction(database, clock, tally));
    slides = new Slides(database, settings.slack());
    expired = new ExpiredRows(database, clock, tally);
  }

  /**
   * Connects, brings the schema up to date and begins. A database that does not answer is waited
   * for in the background, and until then every call throws {@link StoreUnavailableException}.
   *
   * @throws IllegalStateException if the database answers and refuses the user or the schema
   */
  public static PostgresRecords start(
      PostgresSettings settings, InstantSource clock, MeterRegistry meters) {
    Database database = Database.open(settings);
    DatabaseTally tally = new DatabaseTally();
    PostgresRecords records = new PostgresRecords(settings, database, clock, tally);
    tally.register(meters, database, records.queue);
    records.commits.start();
    records.upkeep.every(PROBE_INTERVAL, database::probe);
    records.upkeep.every(Duration.ofMillis(SLIDE_MILLIS), records::flushSlides);
    records.upkeep.every(SWEEP_INTERVAL, records::sweep);
    return records;
  }

  /** Returns whether the database answered when it was last looked at, at most seconds ago. */
  public boolean isUp() {
    return database.isUp();
  }

  /** Returns the index of the sessions of users. */
  public UserIndex users() {
    return new UserRows(database);
  }

  /** Returns all rows, for those who go through them. */
  public RecordTable table() {
    return new TableScan(database, clock);
  }

  @Override
  public Lookup find(StoreKey key) {
    try (Connection connection = database.connection()) {
      StoredRow row = CurrentRows.of(connection, List.of(key)).get(key);
      tally.read();
      return row == null ? ABSENT : row.lookup();
    } catch (SQLException e) {
      throw SqlStates.unavailable(e);
    }
  }

  @Override
  public WriteOutcome write(StoreKey key, @Nullable SessionVersion base, Session next) {
    QueuedWrite write = new QueuedWrite(base, Row.of(key, next, settings.slack()));
    queue.add(write);
    try {
      return write.await(settings.deadline());
    } catch (StoreUnavailableException e) {
      queue.remove(write);
      throw e;
    }
  }

  @Override
  public void slide(StoreKey key, Session slid) {
    slides.add(key, slid);
  }

  void flushSlides() {
    slides.flush();
  }

  /** Slides go first: a row must not go before its later end is there. */
  void sweep() {
    slides.flush();
    expired.sweep();
  }

  /** Stops the background work and writes the slides; writes that still wait are unavailable. */
  @Override
  public void close() {
    upkeep.close();
    commits.close();
    slides.flush();
    database.close();
  }

  @Override
  public String toString() {
    return "PostgresRecords[" + database + "]";
  }
}
