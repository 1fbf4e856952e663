package dev.holdfast.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.session.InvalidInputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresSettingsTest {
  private static final String URL = "jdbc:postgresql://db.example/holdfast";

  @Test
  void textNeverHasAPasswordWhereverItStands() {
    String shown = PostgresSettings.of(URL + "?password=hush", "holdfast", "hush-too").toString();

    assertEquals("PostgresSettings[" + URL + ", 8 connections]", shown);
  }

  @Test
  void settingsAreRefusedWhenTheUrlIsOfAnotherDatabaseAndThePasswordIsNotShown() {
    var failure =
        assertThrows(
            InvalidInputException.class,
            () -> PostgresSettings.of("jdbc:other://db?password=hush", "holdfast", ""));

    assertFalse(failure.getMessage().contains("hush"));
  }

  @Test
  void settingsAreRefusedWhenTheyCannotWork() {
    Duration second = Duration.ofSeconds(1);
    assertRefused("", second, second);
    assertRefused("holdfast", Duration.ZERO, second);
    assertRefused("holdfast", second, second.negated());
  }

  @ParameterizedTest
  @CsvSource({"3, 64", "101, 64", "8, 0", "8, 1001"})
  void capacityIsRefusedWhenItIsOutOfBounds(int connections, int writesPerCommit) {
    assertThrows(
        InvalidInputException.class,
        () -> new PostgresSettings.Capacity(connections, writesPerCommit));
  }

  private static void assertRefused(String user, Duration deadline, Duration slack) {
    assertThrows(
        InvalidInputException.class,
        () ->
            new PostgresSettings(
                URL, user, "", PostgresSettings.Capacity.DEFAULT, deadline, slack));
  }
}
