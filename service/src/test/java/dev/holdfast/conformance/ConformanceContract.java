package dev.holdfast.conformance;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** What every door over every store has to do: all the cases that it can run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConformanceContract {
  private static final String WRONG =
      """
      [{"name": "wrong", "description": "This is wrong on purpose.", "steps": [
        {"call": "create", "key": "k1", "payload": "one", "expect": {"ok": true}},
        {"call": "get", "key": "k1", "expect": {"ok": true, "payload": "two"}}
      ]}]
      """;

  private ConformanceService service;
  private Transport transport;
  private Set<String> lacks = Set.of();

  /** Returns the nodes of the pool, each {@code host:port}; none for the embedded store. */
  abstract List<String> nodes();

  /** Returns the JDBC address of the database under the pool; empty for none. */
  Optional<String> database() {
    return Optional.empty();
  }

  /** Ends the nodes, after the service. */
  void closeNodes() {}

  /** Opens the door to test. */
  abstract Transport open(ConformanceService service);

  @BeforeAll
  void start() {
    Optional<String> database = database();
    lacks = Set.of(database.isPresent() ? ConformanceCase.NO_DATABASE : ConformanceCase.DATABASE);
    service = ConformanceService.start(Ports.free(), nodes(), database);
    transport = open(service);
  }

  @AfterAll
  void stop() {
    if (transport != null) {
      transport.close();
    }
    if (service != null) {
      service.close();
    }
    closeNodes();
  }

  @TestFactory
  Stream<DynamicTest> cases() {
    return DynamicCases.of(CaseFiles.cases(), new CaseRun(transport, service.clock()), lacks);
  }

  @Test
  void playFailsWhenTheServiceAnswersOtherwise() {
    ConformanceCase wrong = CaseReader.read("meta", WRONG).getFirst();
    AssertionError failure =
        assertThrows(
            AssertionError.class, () -> new CaseRun(transport, service.clock()).play(wrong));
    String message = String.valueOf(failure.getMessage());
    for (String part : Set.of(wrong.description(), "step 2", "payload: one (expected: two)")) {
      assertTrue(message.contains(part), message);
    }
  }
}
