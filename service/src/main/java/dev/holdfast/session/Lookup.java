package dev.holdfast.session;

import org.jspecify.annotations.Nullable;

/**
 * What a store knows of a key. A store that cannot tell throws {@link StoreUnavailableException}:
 * silence is never absence. Stores do not judge time: a record whose end has passed is still found
 * until the store forgets it.
 */
public sealed interface Lookup {
  /** There is a record, an alias included. */
  record Found(Session session) implements Lookup {}

  /** There is none, and the store is sure. */
  record Absent() implements Lookup {}

  /** There is a tombstone. */
  record Ended(Session tombstone) implements Lookup {}

  /** A newer state than any that can be read existed. */
  record Lost(SessionVersion version) implements Lookup {}

  /**
   * There may be a record, and it cannot be proved current now.
   *
   * @param best the newest state that can be read and is not known to be old, or null
   */
  record Unverified(@Nullable Session best) implements Lookup {}

  /** Returns the record that was found, a tombstone included, or null where none was. */
  default @Nullable Session record() {
    return switch (this) {
      case Found(Session session) -> session;
      case Ended(Session tombstone) -> tombstone;
      case Absent _, Lost _, Unverified _ -> null;
    };
  }

  /** Returns the lookup of a record. */
  static Lookup of(Session session) {
    return session.status() instanceof Session.Ended ? new Ended(session) : new Found(session);
  }
}
