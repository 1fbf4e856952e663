package dev.holdfast.lab;

import java.util.Locale;

/** A way to keep the table of sessions. */
enum TableVariant {
  /** As the service makes it. */
  SHIPPED(""),

  /** Without any setting of storage or vacuum. */
  DEFAULTS(
      """
      ALTER TABLE holdfast_session RESET (
        toast_tuple_target, fillfactor, autovacuum_vacuum_scale_factor,
        autovacuum_analyze_scale_factor, autovacuum_vacuum_cost_delay,
        toast.autovacuum_vacuum_scale_factor, toast.autovacuum_vacuum_cost_delay)
      """),

  /** As shipped, but a record that is longer than a quarter of a page leaves its row. */
  MOVED_OUT("ALTER TABLE holdfast_session RESET (toast_tuple_target)"),

  /** As shipped, but with full pages. */
  FULL_PAGES("ALTER TABLE holdfast_session RESET (fillfactor)"),

  /** As shipped, but the sweep's index is on the end itself. */
  EXACT_END(
      """
      DROP INDEX holdfast_session_sweep;
      CREATE INDEX holdfast_session_sweep ON holdfast_session (expire_time)
      """);

  private final String sql;

  TableVariant(String sql) {
    this.sql = sql;
  }

  /** What makes the empty table so; nothing if it is so. */
  String sql() {
    return sql;
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
