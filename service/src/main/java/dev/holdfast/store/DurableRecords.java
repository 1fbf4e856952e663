package dev.holdfast.store;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the records of sessions where they outlive every cache. What it has committed is the truth:
 * a cache that says something else is behind. Each method answers what is known, or throws {@link
 * dev.holdfast.session.StoreUnavailableException} when there is no answer; silence is never
 * absence. All methods but {@link #slide} may block, and all are safe for use by many threads.
 */
public interface DurableRecords {
  /** Reads the record of a key: found, absent or ended; unverified where it cannot be decoded. */
  Lookup find(StoreKey key);

  /**
   * Commits a record if its base is current. One that already has the version of {@code next}
   * counts as applied, so repeating a write is safe.
   *
   * @param base the version it replaces, or null where there must be no record
   * @return applied, with {@link dev.holdfast.session.Durability#DATABASE} and no lock; or the
   *     conflict, with the record that is current
   * @throws dev.holdfast.session.OutcomeUnknownException if it was sent and no answer came
   */
  WriteOutcome write(StoreKey key, @Nullable SessionVersion base, Session next);

  /**
   * Returns whether they answer, as far as is known without asking; for seconds it may be wrong.
   */
  boolean isUp();

  /** Returns a time by which every record that there is now has ended, unless it is used again. */
  Instant latestEnd();

  /**
   * Notes later times of a record, which are written soon, if its version is still current then. A
   * slide that gets lost only lets the record end earlier, should every cache forget it.
   */
  void slide(StoreKey key, Session slid);
}
