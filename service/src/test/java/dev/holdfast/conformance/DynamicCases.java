package dev.holdfast.conformance;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;

/** Makes a test of each case; one that the set-up cannot run is reported as skipped. */
final class DynamicCases {
  private DynamicCases() {}

  /**
   * @param lacks what a case may require and the service does not have
   */
  static Stream<DynamicTest> of(Collection<ConformanceCase> cases, CaseRun run, Set<String> lacks) {
    return cases.stream()
        .map(each -> DynamicTest.dynamicTest(each.name(), () -> play(each, run, lacks)));
  }

  private static void play(ConformanceCase each, CaseRun run, Set<String> lacks) {
    Set<String> lacking = new HashSet<>(each.requires());
    lacking.retainAll(lacks);
    lacking.addAll(run.lacking(each));
    if (!lacking.isEmpty()) {
      Assumptions.abort("needs " + lacking);
    }
    run.play(each);
  }
}
