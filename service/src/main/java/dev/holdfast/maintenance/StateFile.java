package dev.holdfast.maintenance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.holdfast.store.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a {@link ResumePoint} in a file that only its owner may read: the place in it is the digest
 * of a key, which belongs into no log.
 *
 * @param path the file, or null to keep nothing
 */
record StateFile(@Nullable Path path) {
  private static final String HEADER = "holdfast-resume-1";
  private static final int LINES = 5;

  /**
   * Returns the point to go on from, or the begin where there is no file.
   *
   * @throws UsageException if the file is of another job, or none at all
   */
  ResumePoint read(String job) {
    if (path == null || !Files.exists(path)) {
      return ResumePoint.begin(job);
    }
    try {
      List<String> lines = Files.readAllLines(path, US_ASCII);
      if (lines.size() != LINES || !lines.getFirst().equals(HEADER)) {
        throw new UsageException("--state " + path + " (expected: a file that this command wrote)");
      }
      if (!lines.get(1).equals(job)) {
        throw new UsageException(
            "--state " + path + ": of " + lines.get(1) + " (expected: of " + job + ")");
      }
      int pass = Integer.parseInt(lines.get(2));
      return new ResumePoint(job, pass, lines.get(3), tally(lines.get(4)));
    } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException _) {
      throw new UsageException("--state " + path + " (expected: a file that this command wrote)");
    }
  }

  private static Tally tally(String line) {
    String[] numbers = line.split(" ", -1);
    return new Tally(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]),
        Long.parseLong(numbers[2]),
        Long.parseLong(numbers[3]),
        Long.parseLong(numbers[4]),
        Long.parseLong(numbers[5]),
        Long.parseLong(numbers[6]));
  }

  private static String text(Tally sum) {
    return "%d %d %d %d %d %d %d"
        .formatted(
            sum.checked(),
            sum.expired(),
            sum.tableBehind(),
            sum.cacheBehind(),
            sum.damaged(),
            sum.unproved(),
            sum.left());
  }

  /**
   * Replaces the file in one step.
   *
   * @throws UsageException if it cannot be written
   */
  void write(ResumePoint point) {
    if (path == null) {
      return;
    }
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    List<String> lines =
        List.of(
            HEADER, point.job(), Integer.toString(point.pass()), point.place(), text(point.sum()));
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(fresh, lines, US_ASCII);
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException _) {
      throw new UsageException("--state " + path + " (expected: a file that can be written)");
    }
  }

  /**
   * Deletes the file: there is nothing to resume.
   *
   * @throws UsageException if it cannot be deleted
   */
  void clear() {
    if (path != null) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException _) {
        throw new UsageException("--state " + path + " (expected: a file that can be deleted)");
      }
    }
  }
}
