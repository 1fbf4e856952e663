package dev.holdfast.conformance;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/** Makes a test of each case; one that the door cannot run is reported as skipped. */
final class DynamicCases {
  private DynamicCases() {}

  static Stream<DynamicTest> of(
      Collection<ConformanceCase> cases, Transport transport, SteerableClock clock) {
    return cases.stream()
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> play(each, transport, clock)));
  }

  private static void play(ConformanceCase each, Transport transport, SteerableClock clock) {
    Set<String> lacking = new HashSet<>(each.requires());
    lacking.retainAll(transport.lacks());
    if (!lacking.isEmpty()) {
      Assumptions.abort("needs " + lacking);
    }
    new CaseRun(transport, clock).play(each);
  }
}
