package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RingLeaseTest {
  private static final RingPlan THIRD =
      RingPlan.first(3, Seat.configured(List.of(new PoolSettings.Node("a", "10.0.0.1", 11211, 1))));

  private final RingLease lease = new RingLease();

  @Test
  void nothingIsValidBeforeTheNodeWasHeard() {
    assertFalse(lease.isValid());
    assertFalse(lease.isAsked());
  }

  @Test
  void wordOfANodeAtTheSameStepIsValid() {
    lease.hear(THIRD, System.nanoTime(), 3);

    assertTrue(lease.isValid());
  }

  @Test
  void wordOfANodeAStepBehindIsValid() {
    lease.hear(THIRD, System.nanoTime(), 4);

    assertTrue(lease.isValid());
  }

  @Test
  void wordOfANodeAStepAheadIsNotValidUntilThisReplicaFollows() {
    lease.hear(THIRD, System.nanoTime(), 2);
    assertFalse(lease.isValid());

    lease.follow(3);
    assertTrue(lease.isValid());
  }

  @Test
  void nodeThatKnowsNoStepSaysNothing() {
    lease.hear(null, System.nanoTime(), 3);

    assertFalse(lease.isValid());
    assertTrue(lease.isAsked());
  }

  @Test
  void wordLastsFromWhenTheNodeWasAsked() {
    lease.hear(THIRD, System.nanoTime() - RingLease.LENGTH.toNanos(), 3);

    assertFalse(lease.isValid());
  }
}
