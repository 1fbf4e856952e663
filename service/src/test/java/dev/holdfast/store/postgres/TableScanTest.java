package dev.holdfast.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.UserKey;
import dev.holdfast.store.RecordTable;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableScanTest {
  private final SteerableClock clock = new SteerableClock();
  private final PostgresSettings settings = PostgresServer.shared().freshSettings();
  private final StoreKey key = Samples.freshKey();
  private PostgresRecords records;
  private RecordTable scan;
  private Table table;

  @BeforeEach
  void start() throws SQLException {
    records = PostgresRecords.start(settings, clock, new SimpleMeterRegistry());
    scan = records.table();
    table = Table.of(settings);
  }

  @AfterEach
  void stop() throws SQLException {
    table.close();
    records.close();
  }

  @Test
  void afterReadsEachRowOnceInTheOrderOfTheKeys() {
    TreeMap<String, Session> all = new TreeMap<>();
    for (int i = 0; i < 25; i++) {
      StoreKey each = Samples.freshKey();
      all.put(each.value(), created(each, "payload " + i));
    }
    List<RecordTable.Entry> read = new ArrayList<>();

    RecordTable.Page page = scan.after("", 10);
    read.addAll(page.rows());
    while (!page.isLast()) {
      page = scan.after(page.place(), 10);
      read.addAll(page.rows());
    }

    assertEquals(List.copyOf(all.values()), read.stream().map(RecordTable.Entry::session).toList());
    assertEquals(all.lastKey(), page.place());
  }

  @Test
  void afterTellsThePlaceItWasGivenWhenThereAreNoRows() {
    assertEquals(new RecordTable.Page(List.of(), 0, "begin", true), scan.after("begin", 10));
  }

  @Test
  void afterReadsFewerRowsWhenTheyAreLarge() {
    for (int i = 0; i < 12; i++) {
      created(Samples.freshKey(), "x".repeat(1 << 20));
    }

    RecordTable.Page page = scan.after("", 100);

    assertEquals(8, page.rows().size());
    assertFalse(page.isLast());
    assertEquals(4, scan.after(page.place(), 100).rows().size());
  }

  @Test
  void afterTellsTheLaterEndWhenTheSessionWasSlid() {
    Session first = created(key, "first");
    clock.advance(Duration.ofMinutes(5));
    Session slid = first.withTimes(first.times().slidTo(clock.instant()));
    records.slide(key, slid);
    records.flushSlides();

    assertEquals(slid, scan.after("", 10).rows().getFirst().session());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "record = 'rubbish'",
        "version = version + 1",
        "status = 1",
        "user_hash = 'somebody-0123456789'",
        "idle_expire_time = idle_expire_time - interval '1 second'",
        "lifetime_expire_time = lifetime_expire_time + interval '1 second'"
      })
  void afterTellsADamagedRowWhenAColumnContradictsTheRecord(String change) throws SQLException {
    Session bound = created(key, "first", Samples.freshUser());
    assertEquals(bound, scan.after("", 10).rows().getFirst().session());

    table.run("UPDATE holdfast_session SET " + change);

    assertNull(scan.after("", 10).rows().getFirst().session());
  }

  @ParameterizedTest
  @ValueSource(strings = {"version = -1", "key = 'short'"})
  void afterCountsARowWhenItCannotBeNamed(String change) throws SQLException {
    created(key, "first");

    table.run("UPDATE holdfast_session SET " + change);

    RecordTable.Page page = scan.after("", 10);
    assertEquals(1, page.nameless());
    assertEquals(List.of(), page.rows());
    assertTrue(page.isLast());
  }

  @Test
  void damagedRowIsReadableWhenItsVersionWasWrittenAnew() throws SQLException {
    Session first = created(key, "first");
    table.run("UPDATE holdfast_session SET record = 'rubbish'");

    records.write(key, first.version(), first);

    assertEquals(first, scan.after("", 10).rows().getFirst().session());
  }

  @Test
  void versionsTellsThoseThatHaveARow() {
    Session first = created(key, "first");
    created(Samples.freshKey(), "another");

    assertEquals(Map.of(key, first.version()), scan.versions(List.of(key, Samples.freshKey())));
  }

  @Test
  void versionsLeavesOutARowWhenItMayBeReplacedAsExpired() {
    created(key, "first");
    clock.advance(Duration.ofMinutes(30).plus(settings.slack()));

    assertEquals(Map.of(), scan.versions(List.of(key)));
  }

  @Test
  void countTellsAboutHowManyRowsThereAre() throws SQLException {
    assertEquals(0, scan.count());
    for (int i = 0; i < 20; i++) {
      created(Samples.freshKey(), "x");
    }
    table.run("ANALYZE holdfast_session");

    assertEquals(20, scan.count());
  }

  @Test
  void migrateTellsTheVersionsBeforeAndAfter() {
    PostgresSettings fresh = PostgresServer.shared().freshSettings();

    SchemaChange made = SchemaChange.migrate(fresh);

    assertNull(made.before());
    assertEquals(new SchemaChange(made.after(), made.after()), SchemaChange.migrate(fresh));
    assertEquals(new SchemaChange(made.after(), made.after()), SchemaChange.migrate(settings));
  }

  private Session created(StoreKey of, String payload) {
    Session first = Samples.first(of, clock, payload);
    records.write(of, null, first);
    return first;
  }

  private Session created(StoreKey of, String payload, UserKey user) {
    Session plain = Samples.first(of, clock, payload);
    var live = new Session.Live(user);
    Session bound = new Session(plain.version(), live, plain.times(), plain.payload(), plain.log());
    records.write(of, null, bound);
    return bound;
  }
}
