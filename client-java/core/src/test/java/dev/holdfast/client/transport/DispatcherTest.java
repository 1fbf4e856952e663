package dev.holdfast.client.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.Outcome;
import dev.holdfast.client.Problem;
import dev.holdfast.client.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** While endpoints refuse connections. Each call has far more time than a test takes. */
final class DispatcherTest {
  private static final String FAILED = "failed";

  private final Dispatcher<String> dispatcher =
      new Dispatcher<>(List.of("a", "b"), Duration.ofSeconds(60), 1);
  private final AtomicBoolean back = new AtomicBoolean();

  @Test
  void onlyOneCallWaitsWhenOneMayAndTheOthersFailAfterTwoRounds() throws Exception {
    CompletableFuture<String> waiter = waiter();
    AtomicInteger attempts = new AtomicInteger();
    for (int i = 1; i <= 3; i++) {
      assertEquals(FAILED, call(attempts, BrokenExchange.unreached("refused", false)));
      assertEquals(4 * i, attempts.get());
    }
    back.set(true);
    assertEquals("answer of a waiter", waiter.get());
    back.set(false);
    CompletableFuture<String> next = waiter();
    back.set(true);
    assertEquals("answer of a waiter", next.get());
  }

  @Test
  void callGoesOnWhenAnEndpointFailsOtherwise() throws Exception {
    CompletableFuture<String> waiter = waiter();
    String answer =
        answerAfter(
            10,
            endpoint ->
                endpoint.equals("a")
                    ? new BrokenExchange("draining", false)
                    : BrokenExchange.unreached("refused", false));
    assertEquals("answer", answer);
    back.set(true);
    assertEquals("answer of a waiter", waiter.get());
  }

  @Test
  void callIsAnsweredInItsSecondRoundWhenTheEndpointHasJustComeBack() throws Exception {
    CompletableFuture<String> waiter = waiter();
    String answer = answerAfter(2, endpoint -> BrokenExchange.unreached("refused", false));
    assertEquals("answer", answer);
    back.set(true);
    assertTrue(waiter.get().startsWith("answer"));
  }

  @Test
  void problemHasTheLastWordOfTheServiceOrTellsThatThereWasNone() {
    Problem refusal =
        new Problem(
            Reason.STORE_UNAVAILABLE, Outcome.NOT_APPLIED, true, "", Problem.Hints.of("test"));

    assertEquals("STORE_UNAVAILABLE", reasonAfter(BrokenExchange.refused("a", refusal)));
    assertEquals("NO_ANSWER", reasonAfter(new BrokenExchange("closed", true)));
  }

  private static String reasonAfter(BrokenExchange failure) {
    return new Dispatcher<>(List.of("a"), Duration.ofMillis(20), 1)
        .send(
            "key",
            Duration.ZERO,
            (endpoint, attempt) -> {
              throw failure;
            },
            problem -> problem.reason().name());
  }

  private String call(AtomicInteger attempts, BrokenExchange failure) {
    return dispatcher.send(
        "key",
        Duration.ZERO,
        (endpoint, attempt) -> {
          attempts.incrementAndGet();
          throw failure;
        },
        problem -> FAILED);
  }

  /** Makes a call that is answered after a number of failures. */
  private String answerAfter(int failures, Function<String, BrokenExchange> failure) {
    AtomicInteger attempts = new AtomicInteger();
    return dispatcher.send(
        "key",
        Duration.ZERO,
        (endpoint, attempt) -> {
          if (attempts.incrementAndGet() > failures) {
            return "answer";
          }
          throw failure.apply(endpoint);
        },
        problem -> FAILED);
  }

  /** Makes a call on a thread of its own, and returns when that call waits. */
  private CompletableFuture<String> waiter() throws InterruptedException {
    CountDownLatch waits = new CountDownLatch(8);
    CompletableFuture<String> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () ->
                answer.complete(
                    dispatcher.send(
                        "key",
                        Duration.ZERO,
                        (endpoint, attempt) -> {
                          waits.countDown();
                          if (back.get()) {
                            return "answer of a waiter";
                          }
                          throw BrokenExchange.unreached("refused", false);
                        },
                        problem -> FAILED)));
    thread.setDaemon(true);
    thread.start();
    waits.await();
    return answer;
  }
}
