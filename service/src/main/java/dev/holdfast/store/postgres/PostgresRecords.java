package dev.holdfast.store.postgres;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
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
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records in a table of PostgreSQL. Writes of many callers share a transaction, slides are written
 * about every {@value #SLIDE_MILLIS} ms, and expired rows are deleted every minute.
 */
public final class PostgresRecords implements DurableRecords, AutoCloseable {
  private static final Lookup ABSENT = new Lookup.Absent();
  private static final String SILENT = "the database does not answer";

  /** Read from the end of an index; a sweep time is never before the end of its row. */
  static final String LATEST_END =
      "SELECT max(sweep_time) AT TIME ZONE 'UTC' FROM holdfast_session";

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
      PostgresSettings settings,
      Database database,
      WriteQueue queue,
      InstantSource clock,
      DatabaseTally tally) {
    this.settings = settings;
    this.queue = queue;
    this.database = database;
    this.clock = clock;
    this.tally = tally;
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
    return start(settings, clock, meters, false);
  }

  /**
   * Begins as {@link #start}, and also waits for a database that refuses the user: the operator may
   * put that right while it runs.
   *
   * @throws IllegalStateException if the schema is not one of this release
   */
  public static PostgresRecords startOrWait(
      PostgresSettings settings, InstantSource clock, MeterRegistry meters) {
    return start(settings, clock, meters, true);
  }

  private static PostgresRecords start(
      PostgresSettings settings, InstantSource clock, MeterRegistry meters, boolean waits) {
    WriteQueue queue = new WriteQueue(settings.capacity().writesPerCommit());
    Database database = Database.open(settings, waits, () -> queue.refuse(SILENT));
    DatabaseTally tally = new DatabaseTally();
    PostgresRecords records = new PostgresRecords(settings, database, queue, clock, tally);
    tally.register(meters, database, records.queue);
    records.commits.start();
    records.upkeep.every(PROBE_INTERVAL, database::probe);
    records.upkeep.every(Duration.ofMillis(SLIDE_MILLIS), records::flushSlides);
    records.upkeep.every(SWEEP_INTERVAL, records::sweep);
    return records;
  }

  @Override
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

  /** Returns why the database takes no writes although it answers; empty if it takes them. */
  public String refusal() {
    return database.refusal();
  }

  @Override
  public Instant latestEnd() {
    try (Connection connection = database.connection();
        PreparedStatement select = connection.prepareStatement(LATEST_END);
        ResultSet row = select.executeQuery()) {
      OffsetDateTime end = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
      return end == null ? Instant.EPOCH : end.toInstant();
    } catch (SQLException e) {
      database.failed(e);
      throw SqlStates.unavailable(e);
    }
  }

  @Override
  public Lookup find(StoreKey key) {
    try (Connection connection = database.connection()) {
      StoredRow row = CurrentRows.of(connection, List.of(key)).get(key);
      tally.read();
      database.answered();
      return row == null ? ABSENT : row.lookup();
    } catch (SQLException e) {
      database.failed(e);
      throw SqlStates.unavailable(e);
    }
  }

  @Override
  public WriteOutcome write(StoreKey key, @Nullable SessionVersion base, Session next) {
    if (!database.isUp()) {
      throw new StoreUnavailableException(SILENT);
    }
    QueuedWrite write = new QueuedWrite(base, Row.of(key, next, settings.slack()));
    queue.add(write);
    try {
      return write.await(settings.deadline());
    } catch (StoreUnavailableException | OutcomeUnknownException e) {
      queue.remove(write);
      if (write.isLate()) {
        database.late(e);
      }
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
