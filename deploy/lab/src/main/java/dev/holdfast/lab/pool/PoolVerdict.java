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
public record PoolVerdict(String subject, boolean isGood, Map<String, String> figures) {
  /** Prints the figures and the first violations, and writes the report. */
  public void publish(PoolRecord record, Path report) throws IOException {
    publish(record, new Markup(), report);
  }

  /**
   * Prints the figures and the first violations, and writes the report.
   *
   * @param more shown after the course of the run
   */
  public void publish(PoolRecord record, Markup more, Path report) throws IOException {
    Files.writeString(report, new PoolReport(this, record, more).html());
    figures.forEach((name, value) -> System.out.println(name + "=" + value));
    for (ViolationStory story : record.stories()) {
      System.out.println("violation: " + story.title());
      story.lines().forEach(line -> System.out.println("  " + line));
    }
    System.out.println("report=" + report);
  }
}
