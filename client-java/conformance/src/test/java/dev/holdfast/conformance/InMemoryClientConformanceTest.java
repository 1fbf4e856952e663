package dev.holdfast.conformance;

import dev.holdfast.client.SessionClient;
import dev.holdfast.client.testing.InMemorySessionClient;
import dev.holdfast.client.testing.NamespacePolicy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The service in memory, which has no door: so nobody is refused at it. */
final class InMemoryClientConformanceTest {
  private static final NamespacePolicy DEFAULT = NamespacePolicy.DEFAULT;
  private static final Map<String, NamespacePolicy> POLICIES =
      Map.of(
          "default",
          DEFAULT,
          "brief",
          new NamespacePolicy(Duration.ofSeconds(60), Duration.ofSeconds(150), 1_000_000, false),
          "tiny",
          new NamespacePolicy(DEFAULT.idleTimeout(), DEFAULT.lifetime(), 64, false),
          "careful",
          new NamespacePolicy(DEFAULT.idleTimeout(), DEFAULT.lifetime(), 1_000_000, true));

  private final SteerableClock clock = new SteerableClock();
  private final Map<String, SessionClient> clients = new HashMap<>();

  @TestFactory
  Stream<DynamicTest> cases() {
    return DynamicCases.of(
        CaseFiles.cases().stream().filter(each -> !each.name().startsWith("access:")).toList(),
        new CaseRun(new ClientTransport(this::client), clock),
        Set.of(ConformanceCase.DATABASE));
  }

  private SessionClient client(Call.Caller caller) {
    return clients.computeIfAbsent(
        caller.namespace(), name -> new InMemorySessionClient(POLICIES.get(name), clock));
  }
}
