package dev.holdfast.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.config.DatabaseSettings;
import dev.holdfast.operations.ComponentHealth;
import dev.holdfast.store.NotesInMemory;
import dev.holdfast.store.SteerableClock;
import dev.holdfast.store.memory.InMemorySessionStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What health tells of a database that is away from the start. */
final class DurableStoreTest {
  private static final String NOBODY = "jdbc:postgresql://127.0.0.1:1/none";

  @ParameterizedTest
  @CsvSource({
    "REJECT, does not answer; no write is applied",
    "DEGRADE, does not answer; writes go to the pool alone; 0 sessions wait to be committed"
  })
  void healthTellsThePolicyWhenTheDatabaseIsAway(DatabaseSettings.Outage outage, String detail) {
    var clock = new SteerableClock();
    var cache = new InMemorySessionStore(1 << 20, Duration.ofMinutes(5), clock);
    var pool = new OpenStore(cache, List::of, new NoRing(), null, () -> {});
    var settings = new DatabaseSettings(NOBODY, "holdfast", null, 4, 64, outage);

    OpenStore durable =
        DurableStore.under(pool, new NotesInMemory(), settings, new SimpleMeterRegistry(), clock);

    assertEquals(List.of(new ComponentHealth("database", false, detail)), durable.health());
    durable.close();
  }
}
