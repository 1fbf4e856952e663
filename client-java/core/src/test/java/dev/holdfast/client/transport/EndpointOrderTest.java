package dev.holdfast.client.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class EndpointOrderTest {
  private long now = 1;
  private final EndpointOrder<String> order =
      new EndpointOrder<>(List.of("a", "b", "c"), () -> now);

  @Test
  void sessionKeepsItsOrder() {
    assertEquals(order.of("key"), order.of("key"));
    assertEquals(Set.of("a", "b", "c"), Set.copyOf(order.of("key")));
  }

  @Test
  void sessionsAreSpreadOverFirstAndSecondChoices() {
    Map<List<String>, Integer> orders = new HashMap<>();
    for (int i = 0; i < 6000; i++) {
      orders.merge(order.of("key" + i), 1, Integer::sum);
    }
    assertEquals(6, orders.size());
    orders.forEach((each, count) -> assertEquals(1000, count, 200, each::toString));
  }

  @Test
  void failedEndpointIsLastUntilItIsForgotten() {
    String first = order.of("key").get(0);
    order.failed(first);
    assertEquals(first, order.of("key").get(2));
    now += TimeUnit.SECONDS.toNanos(3);
    assertEquals(first, order.of("key").get(0));
  }

  @Test
  void failedEndpointIsForgivenWhenItAnswers() {
    String first = order.of("key").get(0);
    order.failed(first);
    order.answered(first);
    assertEquals(first, order.of("key").get(0));
  }
}
