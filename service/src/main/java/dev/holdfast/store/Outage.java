package dev.holdfast.store;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;

/** What becomes of calls that the durable records do not answer. */
public interface Outage {
  /** Nothing is written, and what the cache does not know is unknown. */
  Outage REJECT =
      new Outage() {
        @Override
        public WriteOutcome write(
            StoreKey key, SessionWrite write, StoreUnavailableException cause) {
          throw cause;
        }

        @Override
        public Lookup absent(StoreUnavailableException cause) {
          throw cause;
        }

        @Override
        public String toString() {
          return "reject";
        }
      };

  /**
   * Writes without the durable records, or does not.
   *
   * @param cause why they have not applied it
   * @throws StoreUnavailableException if it is not applied
   * @throws dev.holdfast.session.OutcomeUnknownException if nobody can tell
   */
  WriteOutcome write(StoreKey key, SessionWrite write, StoreUnavailableException cause);

  /**
   * Answers for a key that the cache has just proved to hold nothing of.
   *
   * @param cause why the durable records do not tell
   * @throws StoreUnavailableException if there may be a record all the same
   */
  Lookup absent(StoreUnavailableException cause);
}
