package dev.holdfast.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.store.memcached.PoolSettings;
import dev.holdfast.store.memcached.RingView;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the health of a pool tells. */
final class OpenStoreTest {
  private static final List<PoolSettings.Node> NODES =
      List.of(new PoolSettings.Node("a", "127.0.0.1", 11211, 1));
  private static final List<PoolSettings.Node> OTHERS =
      List.of(new PoolSettings.Node("b", "127.0.0.1", 11212, 1));

  @Test
  void describeTellsTheCopiesAloneWhenTheRingIsAtRest() {
    assertEquals(
        "two copies and a witness of each session",
        OpenStore.describe(
            PoolSettings.Mode.REPLICATED, new RingView(3, NODES, NODES, RingView.Progress.NONE)));
  }

  @Test
  void describeTellsOfTheRingWhenItIsChanging() {
    assertEquals(
        "two copies and a witness of each session; ring 3 is changing",
        OpenStore.describe(
            PoolSettings.Mode.REPLICATED,
            new RingView(3, NODES, OTHERS, new RingView.Progress(5, 9))));
  }
}
