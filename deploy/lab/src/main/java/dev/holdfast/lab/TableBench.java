package dev.holdfast.lab;

import java.sql.SQLException;

/**
 * Measures how the table of sessions grows: {@code TableBench <JDBC URL> <user> <password>}. Each
 * variant of the table gets a database of its own and an hour of work, done in a minute or so.
 */
final class TableBench {
  private static final int UPDATES = 200_000;

  private TableBench() {}

  /** Fills, updates and prints, variant by variant. */
  public static void main(String[] args)
      throws MeasurementException, InterruptedException, SQLException {
    for (TableVariant variant : TableVariant.values()) {
      var database = BenchDatabase.create(args[0], args[1], args[2], variant.label());
      update(variant, database);
      TableSize.of(database).print(variant.label() + "_after");
      database.print(variant.label());
    }
  }

  private static void update(TableVariant variant, BenchDatabase database)
      throws MeasurementException, InterruptedException, SQLException {
    try (var table = new BusyTable(database.settings())) {
      database.run(variant.sql());
      table.fill();
      TableSize.of(database).print(variant.label() + "_before");
      double perSecond = table.update(UPDATES);
      System.out.printf("%s_updates_per_second=%.0f%n", variant.label(), perSecond);
    }
  }
}
