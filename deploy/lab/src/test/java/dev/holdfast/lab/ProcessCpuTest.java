package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ProcessCpuTest {
  private static final String STAT =
      "4711 (php-fpm: pool (x) y) S 4700 4700 4700 0 -1 4194560 9 0 0 0 30 12 5 3 20 0 1 0 100 0";

  @Test
  void microsInAddsUserSystemAndChildrenWhenTheProcessIsOfTheGroup() {
    assertEquals(500_000, new ProcessCpu(4700).microsIn(STAT));
  }

  @Test
  void microsInIsZeroWhenTheProcessIsOfAnotherGroup() {
    assertEquals(0, new ProcessCpu(4711).microsIn(STAT));
  }
}
