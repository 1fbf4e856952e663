package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScheduleTest {
  private static final CopiesUnderTest ONE_COPY =
      (parts, _, _) ->
          new CopiesUnderTest.Made(
              new SingleCopy(parts.placement().get(), parts.items(), parts.recent()),
              _ -> Repaired.SOUND);

  private static ScheduleTerms terms(CopiesUnderTest code, BrokenRule broken) {
    return new ScheduleTerms(code, broken, false, true);
  }

  private static PoolSimulation run(CopiesUnderTest code, BrokenRule broken, int schedules) {
    return new PoolSimulation(terms(code, broken)).run(1, schedules, broken != BrokenRule.NONE);
  }

  @Test
  void runFindsNoViolationWhenEveryRuleHolds() {
    PoolSimulation simulation = run(CopiesUnderTest.REPLICATED, BrokenRule.NONE, 500);

    ScheduleResult first = simulation.first();
    assertEquals(List.of(), first == null ? List.of() : first.violations());
    assertEquals(500, simulation.tally().get("schedules"));
  }

  @Test
  void runContainsEachFaultAndOutcome() {
    Tally tally = run(CopiesUnderTest.REPLICATED, BrokenRule.NONE, 500).tally();

    for (FaultKind kind : FaultKind.values()) {
      assertTrue(tally.get("fault_" + kind.label()) > 0, kind.label());
    }
    for (RingChangeKind kind : RingChangeKind.values()) {
      assertTrue(tally.get("ring_" + kind.label()) > 0, kind.label());
    }
    for (String name : List.of("found", "absent", "ended", "applied", "not_applied", "unknown")) {
      assertTrue(tally.get(name) > 0, name);
    }
  }

  @Test
  void runIsTheSameWhenTheSeedIsTheSame() {
    ScheduleTerms terms = terms(CopiesUnderTest.REPLICATED, BrokenRule.NONE);

    for (long seed = 1; seed <= 20; seed++) {
      List<String> once = new Schedule(seed, terms).run().trace();
      assertFalse(once.isEmpty());
      assertEquals(once, new Schedule(seed, terms).run().trace());
    }
  }

  @Test
  void runIsAnotherWhenTheSeedIsAnother() {
    ScheduleTerms terms = terms(CopiesUnderTest.REPLICATED, BrokenRule.NONE);

    assertNotEquals(new Schedule(1, terms).run().trace(), new Schedule(2, terms).run().trace());
  }

  @Test
  void runFindsLossWhenThereIsOneCopy() {
    Tally tally = run(ONE_COPY, BrokenRule.NONE, 100).tally();

    assertTrue(tally.get("lost") > 0);
    assertTrue(tally.get("violations") > 0);
  }

  @ParameterizedTest
  @CsvSource({
    "WRITE_BACK, 2000",
    "TRUST, 10000",
    "GUARD, 100",
    "TOMBSTONE, 100",
    "RING_QUORUMS, 10000",
    "RING_SWEEP, 10000"
  })
  void runFindsAViolationWhenARuleIsBroken(BrokenRule rule, int schedules) {
    assertNotNull(run(CopiesUnderTest.REPLICATED, rule, schedules).first());
  }
}
