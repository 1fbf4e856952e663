package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CallersTest {
  private final Callers callers = new Callers(4, 8);

  @Test
  void eachCallsEveryNumberOnce() throws MeasurementException, InterruptedException {
    Map<Integer, AtomicInteger> calls = new ConcurrentHashMap<>();

    callers.each(number -> count(calls, number));

    assertEquals(
        IntStream.range(0, callers.numbers()).boxed().collect(Collectors.toSet()), calls.keySet());
    assertTrue(calls.values().stream().allMatch(count -> count.get() == 1));
  }

  @Test
  void perSecondGivesEachThreadNumbersOfItsOwn() throws MeasurementException, InterruptedException {
    Map<Integer, Set<Thread>> threads = new ConcurrentHashMap<>();

    double rate =
        callers.perSecond(
            Duration.ofMillis(50),
            number ->
                threads
                    .computeIfAbsent(number, _ -> ConcurrentHashMap.newKeySet())
                    .add(Thread.currentThread()));

    assertTrue(rate > 0);
    assertTrue(threads.keySet().stream().allMatch(number -> number < callers.numbers()));
    assertTrue(threads.values().stream().allMatch(users -> users.size() == 1));
  }

  @Test
  void perSecondThrowsWhenACallFails() {
    var cause = new MeasurementException("no answer");

    var thrown =
        assertThrows(
            MeasurementException.class,
            () ->
                callers.perSecond(
                    Duration.ofMillis(50),
                    _ -> {
                      throw cause;
                    }));

    assertSame(cause, thrown.getCause().getCause());
  }

  private static void count(Map<Integer, AtomicInteger> calls, int number) {
    calls.computeIfAbsent(number, _ -> new AtomicInteger()).incrementAndGet();
  }
}
