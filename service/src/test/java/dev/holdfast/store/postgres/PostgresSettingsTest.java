package dev.holdfast.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.session.InvalidInputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

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
    assertRefused("", 8, second, second);
    assertRefused("holdfast", 0, second, second);
    assertRefused("holdfast", 8, Duration.ZERO, second);
    assertRefused("holdfast", 8, second, second.negated());
  }

  private static void assertRefused(String user, int poolSize, Duration deadline, Duration slack) {
    assertThrows(
        InvalidInputException.class,
        () -> new PostgresSettings(URL, user, "", poolSize, deadline, slack));
  }
}
