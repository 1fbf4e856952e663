package dev.holdfast.store;

import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import org.junit.jupiter.api.Assertions;

/** The store that a contract is about, and the clock it lives by. */
public interface StoreUnderTest {
  /** Returns the store: the same one throughout a test. */
  SessionStore store();

  /** Returns the clock of the store. */
  SteerableClock clock();

  /** Writes a first state, which must work. */
  default Session created(StoreKey key) {
    Session first = Samples.first(key, clock(), "first");
    applied(store().write(key, Samples.create(first)));
    return first;
  }

  /** Returns the outcome of a write that must be applied. */
  default WriteOutcome.Applied applied(WriteOutcome outcome) {
    return Assertions.assertInstanceOf(WriteOutcome.Applied.class, outcome);
  }

  /** Returns the outcome of a write that must be refused. */
  default WriteOutcome.Conflict refused(WriteOutcome outcome) {
    return Assertions.assertInstanceOf(WriteOutcome.Conflict.class, outcome);
  }
}
