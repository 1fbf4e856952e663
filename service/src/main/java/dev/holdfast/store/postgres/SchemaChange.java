package dev.holdfast.store.postgres;

import org.jspecify.annotations.Nullable;

/**
 * What bringing the schema up to date has come to.
 *
 * @param before the version it had; null if it was new
 * @param after the version it has
 */
public record SchemaChange(@Nullable String before, String after) {
  /**
   * Brings the schema of a database up to date, as every replica does when it starts. Any number
   * may do so at once.
   *
   * @throws dev.holdfast.session.StoreUnavailableException if the database does not answer
   * @throws IllegalStateException if it refuses the user or the migration
   */
  public static SchemaChange migrate(PostgresSettings settings) {
    return Database.migrate(settings);
  }
}
