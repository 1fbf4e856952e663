package dev.holdfast.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.Await;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database that answers, and is not fit for use. */
@Timeout(60)
class PostgresStateTest {
  private final SteerableClock clock = new SteerableClock();
  private final PostgresSettings settings = PostgresServer.shared().freshSettings();
  private final LogLines log = LogLines.of(Database.class);
  private Table table;

  @BeforeEach
  void connect() throws SQLException {
    table = Table.of(settings);
  }

  @AfterEach
  void disconnect() throws SQLException {
    log.close();
    table.close();
  }

  private PostgresRecords start() {
    return PostgresRecords.start(settings, clock, new SimpleMeterRegistry());
  }

  @Test
  void startIsRefusedAndSaysBothVersionsWhenALaterReleaseHasChangedTheSchema() throws SQLException {
    start().close();
    table.run(
        """
        INSERT INTO holdfast_schema_history
        SELECT installed_rank + 1, '97', 'later', type, 'V97__later.sql', checksum,
          installed_by, installed_on, execution_time, success
        FROM holdfast_schema_history ORDER BY installed_rank DESC LIMIT 1
        """);

    var failure = assertThrows(IllegalStateException.class, this::start);

    assertTrue(
        failure.getMessage().contains("version 97 (expected: at most 1;"), failure::getMessage);
    assertThrows(IllegalStateException.class, this::startOrWait);
  }

  @Test
  void startIsRefusedAndNothingIsMadeWhenTheTableIsSomebodyElses() throws SQLException {
    table.run("CREATE TABLE holdfast_session (id int)");

    var failure = assertThrows(IllegalStateException.class, this::start);

    assertTrue(failure.getMessage().contains("not Holdfast's"), failure::getMessage);
    assertEquals(
        1, table.number("SELECT count(*) FROM pg_tables WHERE tablename LIKE 'holdfast%'"));
  }

  @Test
  void startIsRefusedWhenAMigrationWasChanged() throws SQLException {
    start().close();
    table.run("UPDATE holdfast_schema_history SET checksum = 1 WHERE version = '1'");

    var failure = assertThrows(IllegalStateException.class, this::start);

    assertTrue(failure.getMessage().contains("other migrations"), failure::getMessage);
  }

  @Test
  void writesAreNotAppliedAndReadsGoOnWhenTheDatabaseIsReadOnly() throws SQLException {
    try (PostgresServer server = PostgresServer.start()) {
      PostgresSettings own = server.freshSettings();
      try (Table there = Table.of(own);
          var records = PostgresRecords.start(own, clock, new SimpleMeterRegistry())) {
        setReadOnly(there, "on");
        assertNotTaken(records, "it is read-only", () -> setReadOnly(there, "off"));
      }
    }
  }

  /** Of the whole server, for connections that there are as well. */
  private static void setReadOnly(Table there, String state) throws SQLException {
    there.run("ALTER SYSTEM SET default_transaction_read_only = " + state);
    there.run("SELECT pg_reload_conf()");
    Await.until("it is " + state, () -> isReadOnly(there) == state.equals("on"));
  }

  private static boolean isReadOnly(Table there) {
    try {
      return there.number(
              "SELECT count(*) FROM pg_settings"
                  + " WHERE name = 'default_transaction_read_only' AND setting = 'on'")
          == 1;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void setReadOnly(String state) throws SQLException {
    String name = settings.jdbcUrl().substring(settings.jdbcUrl().lastIndexOf('/') + 1);
    table.run("SET default_transaction_read_only = off");
    table.run("ALTER DATABASE " + name + " SET default_transaction_read_only = " + state);
  }

  @Test
  void writesAreNotAppliedAndReadsGoOnWhenTheDiskIsFull() throws SQLException {
    try (PostgresRecords records = start()) {
      table.run(
          """
          CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql
          AS $$BEGIN RAISE EXCEPTION 'no space left' USING ERRCODE = '53100'; END$$;
          CREATE TRIGGER fill BEFORE INSERT ON holdfast_session
          FOR EACH ROW WHEN (NEW.status = 0) EXECUTE FUNCTION fill()
          """);
      assertNotTaken(
          records, "its disk is full", () -> table.run("DROP TRIGGER fill ON holdfast_session"));
    }
  }

  private interface Change {
    void make() throws SQLException;
  }

  private void assertNotTaken(PostgresRecords records, String why, Change mend)
      throws SQLException {
    for (int i = 0; i < 8; i++) {
      StoreKey key = Samples.freshKey();
      Session first = Samples.first(key, clock, "first");
      assertThrows(StoreUnavailableException.class, () -> records.write(key, null, first));
      assertEquals(new Lookup.Absent(), records.find(key));
    }
    assertTrue(records.isUp());
    assertTrue(records.refusal().contains(why), records::refusal);
    assertEquals(1, log.with("takes no writes: " + why).size(), "it is said once");

    mend.make();

    Await.until("writes are taken again", () -> isTaken(records));
    assertEquals("", records.refusal());
    assertEquals(1, log.with("takes writes again").size());
  }

  private boolean isTaken(PostgresRecords records) {
    StoreKey key = Samples.freshKey();
    try {
      return records.write(key, null, Samples.first(key, clock, "first"))
          instanceof WriteOutcome.Applied;
    } catch (StoreUnavailableException _) {
      return false;
    }
  }

  @Test
  void startWaitsAndTheLogSaysWhyWhenOnlyAReadOnlyServerIsThere() throws SQLException {
    start().close();
    setReadOnly("on");

    try (PostgresRecords records = start()) {
      assertFalse(records.isUp());
      assertEquals(1, log.with("no server of this address takes writes").size());
      setReadOnly("off");
      Await.until("the database is there", records::isUp);
    }
  }

  private PostgresRecords startOrWait() {
    return PostgresRecords.startOrWait(settings, clock, new SimpleMeterRegistry());
  }

  @Test
  void startWaitsOrIsRefusedAsIsAskedForWhenThePasswordIsWrong() throws SQLException {
    try (PostgresServer server = PostgresServer.start()) {
      PostgresSettings own = server.freshSettings();
      try (Table there = Table.of(own)) {
        there.run("CREATE ROLE locked LOGIN SUPERUSER PASSWORD 'right'");
      }
      server.requirePassword("locked");
      var wrong = PostgresSettings.of(own.jdbcUrl(), "locked", "wrong");

      var failure =
          assertThrows(
              IllegalStateException.class,
              () -> PostgresRecords.start(wrong, clock, new SimpleMeterRegistry()));
      assertTrue(failure.getMessage().contains("28P01"), failure::getMessage);
      try (var records = PostgresRecords.startOrWait(wrong, clock, new SimpleMeterRegistry())) {
        assertFalse(records.isUp());
        assertEquals(2, log.with("refuses the user or the password").size(), "once each");
        try (Table there = Table.of(own)) {
          there.run("ALTER ROLE locked PASSWORD 'wrong'");
        }
        Await.until("the database is there", records::isUp);
      }
    }
  }

  /** So it does not matter whether the clock of the database is right. */
  @Test
  void noStatementReadsTheClockOfTheDatabase() {
    String all =
        String.join(
                "\n",
                WriteStatements.UPDATE,
                WriteStatements.INSERT,
                CurrentRows.SELECT,
                Slides.UPDATE,
                ExpiredRows.DELETE,
                PostgresRecords.LATEST_END)
            .toLowerCase(java.util.Locale.ROOT);

    assertFalse(
        all.matches("(?s).*(now\\(|current_|clock_|localtime|statement_timestamp|'now').*"), all);
  }
}
