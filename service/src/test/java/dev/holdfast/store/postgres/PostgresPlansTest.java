package dev.holdfast.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.UserIndex;
import dev.holdfast.session.UserKey;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How PostgreSQL runs the statements on a table of some size. */
class PostgresPlansTest {
  private static final int ROWS = 5_000;
  private static final int USERS = 10;
  private static final int BATCH = PostgresSettings.Capacity.DEFAULT.writesPerCommit();
  private static final SteerableClock CLOCK = new SteerableClock();
  private static final List<QueuedWrite> CREATES = new ArrayList<>();
  private static final List<UserKey> USER_KEYS =
      Stream.generate(Samples::freshUser).limit(USERS).toList();
  private static Table table;

  /** Fills a statement. */
  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }

  @BeforeAll
  static void fill() throws SQLException {
    PostgresSettings settings = PostgresServer.shared().freshSettings();
    PostgresRecords.start(settings, CLOCK, new SimpleMeterRegistry()).close();
    table = Table.of(settings);
    for (int i = 0; i < ROWS; i++) {
      if (i == ROWS / 10) {
        CLOCK.advance(Duration.ofHours(6)); // a tenth is old
      }
      StoreKey key = Samples.freshKey();
      Session plain = Samples.first(key, CLOCK, "x".repeat(1_000));
      Session first = Samples.bound(plain, USER_KEYS.get(i % USERS));
      CREATES.add(new QueuedWrite(null, Row.of(key, first, settings.slack())));
    }
    try (PreparedStatement insert = table.connection().prepareStatement(WriteStatements.INSERT)) {
      WriteStatements.bindRows(insert, CREATES);
      WriteStatements.bindNow(insert, CLOCK.instant());
      insert.execute();
    }
    table.run("ANALYZE holdfast_session");
  }

  @AfterAll
  static void leave() throws SQLException {
    table.close();
  }

  @Test
  void findUsesThePrimaryKey() throws SQLException {
    List<StoreKey> one = List.of(CREATES.getFirst().key());

    assertIndexed(CurrentRows.SELECT, "pkey", select -> CurrentRows.bind(select, one));
  }

  @Test
  void lookUpOfABatchUsesThePrimaryKey() throws SQLException {
    List<StoreKey> keys = CREATES.stream().limit(64).map(QueuedWrite::key).toList();

    assertIndexed(CurrentRows.SELECT, "pkey", select -> CurrentRows.bind(select, keys));
  }

  @Test
  void pageOfAScanUsesThePrimaryKey() throws SQLException {
    String place = CREATES.get(ROWS / 2).key().value();

    assertIndexed(TableScan.PAGE, "pkey", page -> TableScan.bindPage(page, place, 64));
  }

  @Test
  void firstPageOfAScanUsesThePrimaryKey() throws SQLException {
    assertIndexed(TableScan.PAGE, "pkey", page -> TableScan.bindPage(page, "", 64));
  }

  @Test
  void versionsOfABatchUseThePrimaryKey() throws SQLException {
    List<StoreKey> keys = CREATES.stream().limit(64).map(QueuedWrite::key).toList();

    assertIndexed(
        TableScan.VERSIONS,
        "pkey",
        select -> TableScan.bindVersions(select, keys, CLOCK.instant()));
  }

  @Test
  void updateUsesThePrimaryKeyWhenTheBatchIsFull() throws SQLException {
    List<QueuedWrite> updates = updates(BATCH);

    assertIndexed(WriteStatements.UPDATE, "pkey", update -> bindUpdates(update, updates));
  }

  @Test
  void insertUsesThePrimaryKeyForConflicts() throws SQLException {
    List<QueuedWrite> creates = CREATES.subList(0, BATCH);

    assertIndexed(
        WriteStatements.INSERT,
        "pkey",
        insert -> {
          WriteStatements.bindRows(insert, creates);
          WriteStatements.bindNow(insert, CLOCK.instant());
        });
  }

  @Test
  void slideUsesThePrimaryKeyWhenTheBatchIsFull() throws SQLException {
    List<Slides.Slide> slides = CREATES.stream().limit(Slides.BATCH).map(this::slide).toList();

    assertIndexed(Slides.UPDATE, "pkey", update -> Slides.bind(update, slides));
  }

  @Test
  void sweepUsesItsIndex() throws SQLException {
    assertIndexed(ExpiredRows.DELETE, "sweep", delete -> ExpiredRows.bind(delete, CLOCK.instant()));
  }

  @Test
  void sessionsOfAUserAreFoundByTheirIndex() throws SQLException {
    assertIndexed(
        UserRows.SELECT, "user", select -> UserRows.bind(select, USER_KEYS.getFirst(), null, 128));
  }

  @Test
  void laterPageOfAUserBeginsInTheIndexWithoutASort() throws SQLException {
    UserIndex.Entry after = new UserIndex.Entry(CREATES.getLast().key(), CLOCK.instant());
    String plan =
        plan(UserRows.SELECT, select -> UserRows.bind(select, USER_KEYS.getFirst(), after, 128));

    assertTrue(plan.contains("Index Cond: ((user_hash = "), plan);
    assertTrue(plan.contains("ROW(lifetime_expire_time, key) < "), plan);
    assertFalse(plan.contains("Sort"), plan);
    assertFalse(plan.contains("Filter"), plan);
  }

  @Test
  void savesChangeNoIndexWhenTheEndMovesALittle() throws SQLException {
    table.connection().setAutoCommit(false);
    try (var update = table.connection().prepareStatement(WriteStatements.UPDATE)) {
      bindUpdates(update, updates(BATCH));
      update.execute();

      assertEquals(BATCH, count("n_tup_upd"));
      assertEquals(BATCH, count("n_tup_hot_upd"));
    } finally {
      table.connection().rollback();
      table.connection().setAutoCommit(true);
    }
  }

  private static long count(String column) throws SQLException {
    return table.number(
        "SELECT " + column + " FROM pg_stat_xact_user_tables WHERE relname = 'holdfast_session'");
  }

  /** Returns writes of rows on different pages, a second after the last ones. */
  private static List<QueuedWrite> updates(int count) {
    return CREATES.stream()
        .skip(ROWS / 2)
        .limit(count * 10L)
        .sorted(Comparator.comparing(write -> write.key().value()))
        .filter(write -> CREATES.indexOf(write) % 10 == 0)
        .map(PostgresPlansTest::update)
        .toList();
  }

  private static QueuedWrite update(QueuedWrite create) {
    Session first = create.row().session();
    Session next = Samples.after(create.key(), first, "y".repeat(1_000));
    Session used = next.withTimes(next.times().slidTo(CLOCK.instant().plusSeconds(1)));
    return new QueuedWrite(
        first.version(), Row.of(create.key(), used, PostgresSettings.DEFAULT_SLACK));
  }

  private static void bindUpdates(PreparedStatement update, List<QueuedWrite> updates)
      throws SQLException {
    WriteStatements.bindRows(update, updates);
    WriteStatements.bindBases(update, updates);
  }

  private Slides.Slide slide(QueuedWrite create) {
    Session first = create.row().session();
    return new Slides.Slide(
        create.key(), first.version(), CLOCK.instant().plusSeconds(1), CLOCK.instant());
  }

  private static void assertIndexed(String sql, String index, Binding binding) throws SQLException {
    String plan = plan(sql, binding);
    assertTrue(plan.contains("holdfast_session_" + index), plan);
    assertFalse(plan.contains("Seq Scan"), plan);
  }

  private static String plan(String sql, Binding binding) throws SQLException {
    try (PreparedStatement explain = table.connection().prepareStatement("EXPLAIN " + sql)) {
      binding.bind(explain);
      StringBuilder plan = new StringBuilder();
      try (ResultSet lines = explain.executeQuery()) {
        while (lines.next()) {
          plan.append(lines.getString(1)).append('\n');
        }
      }
      return plan.toString();
    }
  }
}
