package dev.holdfast.store;

import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a cache says of itself as a whole, in notes that are kept in it and so outlive every
 * replica. Each method asks the cache now. Used by many threads, except {@link #keep} and {@link
 * #leads}, which one thread uses.
 */
public interface CacheNotes {
  /**
   * Returns whether the cache holds every record that the durable ones hold: then what it has no
   * record of, has none. False when it cannot tell.
   */
  boolean isWhole();

  /**
   * Renews the notes behind {@link #isWhole()} where that is safe.
   *
   * @param latestEnd when the last record ends that the durable ones hold now, or null while they
   *     do not answer
   */
  void keep(@Nullable Supplier<Instant> latestEnd);

  /**
   * Notes that the cache holds, or is about to, what the durable records have not.
   *
   * @throws dev.holdfast.session.StoreUnavailableException if the note would not be safe
   */
  void noteDebt();

  /** Returns a text that changes whenever somebody notes a debt; empty if there is none. */
  String debt();

  /** Takes back the debts of that text, if none was noted since. */
  void settle(String debt);

  /** Returns whether this replica is the one to see to the debts. */
  boolean leads();

  /** Returns the keys that the cache holds. */
  SessionKeys keys();
}
