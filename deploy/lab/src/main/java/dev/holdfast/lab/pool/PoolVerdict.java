package dev.holdfast.lab.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a run came to.
 *
 * @param subject what was tried, for people
 * @param isGood whether it came out as it should
 * @param figures by name, in the order in which they are shown
 */
record PoolVerdict(String subject, boolean isGood, Map<String, String> figures) {
  /** Prints the figures, and writes the report. */
  void publish(PoolRecord record, Path report) throws IOException {
    Files.writeString(report, new PoolReport(this, record).html());
    figures.forEach((name, value) -> System.out.println(name + "=" + value));
    System.out.println("report=" + report);
  }
}
