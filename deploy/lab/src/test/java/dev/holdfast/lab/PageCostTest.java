package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PageCostTest {

  @Test
  void ofDividesTheProcessorTimeByThePages() {
    PageCost cost =
        PageCost.of(new LoadReport(1000, 500), Map.of("nginx", 40_000L), Map.of("nginx", 70_000L));

    assertEquals(new PageCost(500, Map.of("nginx", 30.0)), cost);
  }

  @Test
  void mediansAreTakenOverTheMeasurements() {
    List<PageCost> costs =
        List.of(
            new PageCost(10, Map.of("nginx", 3.0)),
            new PageCost(30, Map.of("nginx", 1.0)),
            new PageCost(20, Map.of("nginx", 8.0)));
    List<PageCost> slow = List.of(new PageCost(10, Map.of()));

    assertEquals(2, PageCost.medianRates(Map.of("a", costs, "b", slow)).ratio("a", "b"));
    assertEquals(3, PageCost.medianMicros(costs, "nginx"));
  }

  @Test
  void ratioComparesTheProcessorTimeOfOnePart() {
    Map<String, List<PageCost>> costs =
        Map.of(
            "a", List.of(new PageCost(10, Map.of("nginx", 3.0, "php-fpm", 8.0))),
            "b", List.of(new PageCost(10, Map.of("nginx", 4.0, "php-fpm", 1.0))));

    assertEquals(0.75, PageCost.ratio(costs, "nginx", "a", "b"));
  }
}
