package dev.holdfast.lab;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The ceiling of saves: pgbench, which commits one payload in one row at a time, on the server that
 * libpq's environment names.
 *
 * @param programs the folder of psql and pgbench
 * @param scripts the folder of their scripts
 */
record RowUpdates(Path programs, Path scripts) {
  private static final String EVEN = new String(BenchPayload.bytes(), StandardCharsets.US_ASCII);
  private static final String ODD = new StringBuilder(EVEN).reverse().toString();

  /** Makes the table. */
  void prepare() throws MeasurementException, InterruptedException {
    LoadGenerator.run(
        List.of(
            programs.resolve("psql").toString(),
            "--quiet",
            "--set=ON_ERROR_STOP=1",
            "--file=" + scripts.resolve("bench-row.sql")));
  }

  /** Updates rows for a time, each client rows of its own. */
  double perSecond(Duration length, int clients) throws MeasurementException, InterruptedException {
    return LoadReport.ofPgbench(
            LoadGenerator.run(
                List.of(
                    programs.resolve("pgbench").toString(),
                    "--no-vacuum",
                    "--protocol=prepared",
                    "--jobs=2",
                    "--client=" + clients,
                    "--time=" + length.toSeconds(),
                    "--file=" + scripts.resolve("bench-row-update.sql"),
                    "--define=turn=0",
                    "--define=even=" + EVEN,
                    "--define=odd=" + ODD)))
        .perSecond();
  }
}
