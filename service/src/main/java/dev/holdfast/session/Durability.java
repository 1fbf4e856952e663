package dev.holdfast.session;

import java.util.Locale;

/** What an acknowledged write rests on, weakest first. */
public enum Durability {
  /** The memory of the answering replica. */
  MEMORY,
  /** One cache node. */
  ONE_COPY,
  /** Two cache nodes. */
  TWO_COPIES,
  /** The cache nodes, while the database is away. */
  CACHE,
  /** The database. */
  DATABASE;

  /** Returns the form on the wire, such as {@code one-copy}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
