package dev.holdfast.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/** Proves with a service that answers nonsense that every case of the files runs, and can fail. */
final class DynamicCasesTest {
  private static final Pattern NAME = Pattern.compile("^    \"name\": ", Pattern.MULTILINE);
  private static final Pattern RAW = Pattern.compile("\"requires\": \\[[^]]*\"raw-http\"");
  private static final Pattern DURABLE = Pattern.compile("\"requires\": \\[[^]]*\"database\"");
  private static final Observed NONSENSE =
      new Observed.Failed(
          "0",
          new Observed.Problem(
              "NONSENSE", "none", true, "nothing", new Observed.Hints(null, null)));

  @Test
  void everyCaseFailsWhenTheServiceAnswersNonsense() {
    List<String> outcomes = outcomes(Set.of(), Set.of());
    assertEquals(count(NAME), count("failed", outcomes));
    assertEquals(count(NAME), outcomes.size());
  }

  @Test
  void onlyDeclaredCasesAreSkippedWhenTheDoorIsNotHttp() {
    List<String> outcomes = outcomes(Set.of(ConformanceCase.RAW_HTTP), Set.of());
    assertTrue(count(RAW) > 0);
    assertEquals(count(RAW), count("skipped", outcomes));
    assertEquals(count(NAME) - count(RAW), count("failed", outcomes));
  }

  @Test
  void onlyDeclaredCasesAreSkippedWhenTheServiceHasNoDatabase() {
    List<String> outcomes = outcomes(Set.of(), Set.of(ConformanceCase.DATABASE));
    assertTrue(count(DURABLE) > 0);
    assertEquals(count(DURABLE), count("skipped", outcomes));
    assertEquals(count(NAME) - count(DURABLE), count("failed", outcomes));
  }

  @Test
  void caseNamesAreUnique() {
    List<ConformanceCase> cases = CaseFiles.cases();
    Set<String> names = cases.stream().map(ConformanceCase::name).collect(Collectors.toSet());
    assertEquals(cases.size(), names.size());
  }

  private static List<String> outcomes(Set<String> lacks, Set<String> serviceLacks) {
    Transport nonsense = new FixedTransport(NONSENSE, lacks);
    CaseRun run = new CaseRun(nonsense, new SteerableClock());
    return DynamicCases.of(CaseFiles.cases(), run, serviceLacks)
        .map(DynamicCasesTest::outcome)
        .toList();
  }

  private static String outcome(DynamicTest test) {
    try {
      test.getExecutable().execute();
      return "passed";
    } catch (TestAbortedException _) {
      return "skipped";
    } catch (AssertionError _) {
      return "failed";
    } catch (Throwable broken) {
      return broken.toString();
    }
  }

  private static long count(String outcome, List<String> outcomes) {
    return outcomes.stream().filter(outcome::equals).count();
  }

  /** Counts in the text of the files, apart from the reader. */
  private static long count(Pattern pattern) {
    return CaseFiles.texts().values().stream()
        .mapToLong(text -> pattern.matcher(text).results().count())
        .sum();
  }
}
