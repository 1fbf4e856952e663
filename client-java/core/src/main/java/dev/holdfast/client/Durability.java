package dev.holdfast.client;

import java.util.Locale;

/** What an acknowledged write stands on. */
public enum Durability {
  /** The memory of the answering replica alone. */
  MEMORY,
  /** One cache node. */
  ONE_COPY,
  /** Two cache nodes, in full. */
  TWO_COPIES,
  /** The database. */
  DATABASE,
  /** The cache nodes only, while the database is away. */
  CACHE,
  /** A kind that this client does not know. */
  OTHER;

  /** Returns the durability of a name in the protocol; {@link #OTHER} for an unknown one. */
  public static Durability named(String wireName) {
    for (Durability durability : values()) {
      if (durability.wireName().equals(wireName)) {
        return durability;
      }
    }
    return OTHER;
  }

  /** Returns its name in the protocol. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
