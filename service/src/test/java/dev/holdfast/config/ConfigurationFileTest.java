package dev.holdfast.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reading settings from a file, again and again. */
final class ConfigurationFileTest {
  @TempDir private Path folder;

  private ConfigurationFile file(String text) throws IOException {
    return new ConfigurationFile(Files.writeString(folder.resolve("holdfast.yml"), text));
  }

  @Test
  void readGivesTheDefaultsWhenThereIsNoFile() {
    assertEquals("127.0.0.1-8080", ConfigurationFile.NONE.read().replica().name());
  }

  @Test
  void readTellsWhatTheFileHasNow() throws IOException {
    ConfigurationFile file = file("holdfast: {replica: {name: before}}");
    assertEquals("before", file.read().replica().name());

    file("holdfast: {replica: {name: after}}");

    assertEquals("after", file.read().replica().name());
  }

  @Test
  void readNamesTheFileWhenItIsNotThere() {
    ConfigurationFile file = new ConfigurationFile(folder.resolve("none.yml"));

    var failure = assertThrows(ConfigurationException.class, file::read);

    assertEquals("--config " + file.path() + " (expected: a readable file)", failure.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "- a list | holdfast.yml (expected: a YAML mapping)",
        "holdfast: { | holdfast.yml: while parsing a flow",
        "holdfast: {zzz: 1} | unknown configuration key holdfast.zzz",
      })
  void readNamesTheErrorWhenTheFileHasOne(String text, String expected) throws IOException {
    ConfigurationFile file = file(text);

    var failure = assertThrows(ConfigurationException.class, file::read);

    assertTrue(String.valueOf(failure.getMessage()).contains(expected), failure::toString);
  }
}
