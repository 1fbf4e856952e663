package dev.holdfast.lab;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The processor time of all living members of a process group, from {@code /proc}.
 *
 * @param group the group's id
 */
record ProcessCpu(long group) {
  private static final long MICROS_PER_TICK = 10_000;

  /** User and system time so far, ended children included, in microseconds. */
  long micros() throws MeasurementException {
    long micros = 0;
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        micros += microsOf(process.resolve("stat"));
      }
      return micros;
    } catch (IOException e) {
      throw new MeasurementException("cannot read /proc", e);
    }
  }

  private long microsOf(Path stat) throws IOException {
    try {
      return microsIn(Files.readString(stat));
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      if (Files.exists(stat)) {
        throw e;
      }
      return 0;
    }
  }

  /** Reads one {@code stat} line: 0 when the process is of another group. */
  long microsIn(String line) {
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    if (Long.parseLong(fields[2]) != group) {
      return 0;
    }
    long ticks = 0;
    for (int field = 11; field <= 14; field++) {
      ticks += Long.parseLong(fields[field]);
    }
    return ticks * MICROS_PER_TICK;
  }
}
