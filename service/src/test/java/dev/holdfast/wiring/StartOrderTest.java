package dev.holdfast.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.config.ConfigurationFile;
import dev.holdfast.config.ServiceSettings;
import dev.holdfast.store.memory.InMemorySessionStore;
import io.micronaut.context.RuntimeBeanDefinition;
import io.micronaut.inject.qualifiers.PrimaryQualifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What callers meet while a replica starts: a refused connection, not one that is never served. */
final class StartOrderTest {
  private final int port = RunningReplica.freePort();
  private final List<Boolean> openBefore = new ArrayList<>();

  @Test
  void restListenerOpensOnceTheStoreIsThere() {
    var store =
        RuntimeBeanDefinition.builder(OpenStore.class, this::open)
            .singleton(true)
            .qualifier(PrimaryQualifier.instance())
            .build();
    try (var _ =
        HoldfastServer.start(
            settings(),
            ConfigurationFile.NONE,
            HoldfastServer.first(InstantSource.class, InstantSource.system()),
            store)) {
      assertEquals(List.of(false), openBefore);
      assertTrue(isListening());
    }
  }

  private OpenStore open() {
    openBefore.add(isListening());
    var store = new InMemorySessionStore(1 << 20, Duration.ofMinutes(5), InstantSource.system());
    return new OpenStore(store, List::of, new NoRing(), null, () -> {});
  }

  private boolean isListening() {
    try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private ServiceSettings settings() {
    return ServiceSettings.read(
        Map.of(
            "holdfast",
            Map.of(
                "rest", Map.of("port", port),
                "grpc", Map.of("port", RunningReplica.freePort()),
                "operations", Map.of("port", RunningReplica.freePort()))));
  }
}
