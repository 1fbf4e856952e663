package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InterleavedTest {

  @Test
  void runTakesTurnsWhenThereAreSeveralContenders()
      throws MeasurementException, InterruptedException {
    List<String> order = new ArrayList<>();
    var contenders =
        new Interleaved<Integer>()
            .with("a", () -> note(order, "a"))
            .with("b", () -> note(order, "b"));

    Map<String, List<Integer>> results = contenders.run(3);

    assertEquals(List.of("a", "b", "b", "a", "a", "b"), order);
    assertEquals(Map.of("a", List.of(1, 4, 5), "b", List.of(2, 3, 6)), results);
  }

  @Test
  void warmUpGoesOnWhenAContenderFails() throws InterruptedException {
    List<String> order = new ArrayList<>();
    Interleaved.Contender<Integer> cold =
        () -> {
          throw new MeasurementException("too slow");
        };

    new Interleaved<Integer>().with("a", cold).with("b", () -> note(order, "b")).warmUp(2);

    assertEquals(List.of("b", "b"), order);
  }

  @Test
  void medianIsTheMiddleValueWhenTheCountIsOdd() {
    assertEquals(2, Interleaved.median(List.of(9.0, 1.0, 2.0)));
  }

  @Test
  void medianIsTheMeanOfTheMiddleTwoWhenTheCountIsEven() {
    assertEquals(3, Interleaved.median(List.of(9.0, 1.0, 2.0, 4.0)));
  }

  @Test
  void medianThrowsWhenThereIsNoValue() {
    assertThrows(IllegalArgumentException.class, () -> Interleaved.median(List.of()));
  }

  private static int note(List<String> order, String name) {
    order.add(name);
    return order.size();
  }
}
