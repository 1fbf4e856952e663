package dev.holdfast.client.transport;

import dev.holdfast.client.Outcome;
import dev.holdfast.client.Problem;
import dev.holdfast.client.Reason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings a call to an endpoint that gives it a definite answer, within one deadline.
 *
 * <p>Endpoints that fail are asked again, round after round, for as long as there is time. One
 * session prefers one endpoint, where its waiting line and its caches are; the others follow in an
 * order of its own, those that failed a moment ago last. What the service may have applied already
 * is sent again as it is.
 *
 * <p>While all endpoints refuse connections, only some calls go on so; the others fail after two
 * rounds. So a short outage is bridged for some calls, and a long one holds only their threads.
 *
 * @param <E> an endpoint of the transport
 */
public final class Dispatcher<E> {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(160);
  private static final Duration LONGEST_SHARE = Duration.ofSeconds(1);

  private final EndpointOrder<E> order;
  private final Semaphore waiters;
  private final long timeoutNanos;
  private final String nonce = Long.toHexString(ThreadLocalRandom.current().nextLong());
  private final AtomicLong calls = new AtomicLong();

  /**
   * Makes a dispatcher.
   *
   * @param endpoints one at least; their texts tell them apart
   * @param timeout for one call, all attempts together, waiting for a lock not counted
   * @param mostWaiters how many calls at once go on while all endpoints refuse connections
   */
  public Dispatcher(List<E> endpoints, Duration timeout, int mostWaiters) {
    this.waiters = new Semaphore(mostWaiters);
    this.order = new EndpointOrder<>(endpoints, System::nanoTime);
    this.timeoutNanos = timeout.toNanos();
  }

  /**
   * Makes a call.
   *
   * @param preference what the order of the endpoints follows: the key of the session
   * @param wait how long the service may hold the request back for a lock
   * @param unanswered turns the problem into an answer, when no endpoint gave a definite one
   */
  public <A> A send(
      String preference, Duration wait, Exchange<E, A> exchange, Function<Problem, A> unanswered) {
    Call<A> call = new Call<>(exchange, wait.toNanos());
    try {
      A answer = call.make(order.of(preference));
      return answer != null ? answer : unanswered.apply(call.problem(Reason.NO_ANSWER));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      call.unknown = true;
      return unanswered.apply(call.problem(Reason.INTERRUPTED));
    } finally {
      if (call.waits) {
        waiters.release();
      }
    }
  }

  /** One call, while it is made. */
  private final class Call<A> {
    private final Exchange<E, A> exchange;
    private final String requestId = nonce + "-" + calls.incrementAndGet();
    private final long waitEnd;
    private final long deadline;
    private boolean unknown;
    private boolean waits;
    private int unreached;
    private @Nullable BrokenExchange last;

    Call(Exchange<E, A> exchange, long waitNanos) {
      this.exchange = exchange;
      this.waitEnd = System.nanoTime() + waitNanos;
      this.deadline = waitEnd + timeoutNanos;
    }

    @Nullable A make(List<E> endpoints) throws InterruptedException {
      int round = 0;
      do {
        int left = Math.max(endpoints.size(), 2);
        unreached = 0;
        for (E endpoint : endpoints) {
          A answer = attempt(endpoint, left--);
          if (answer != null) {
            return answer;
          }
        }
      } while (goesOn(endpoints.size(), round) && pause(round++));
      return null;
    }

    /** The second round is for all: the endpoint that was asked first may have just come back. */
    private boolean goesOn(int endpoints, int round) {
      if (unreached < endpoints || waits) {
        return true;
      }
      waits = waiters.tryAcquire();
      return waits || round == 0;
    }

    /**
     * Asks one endpoint.
     *
     * @param sharers how many attempts of this round have to share the time that is left
     */
    private @Nullable A attempt(E endpoint, int sharers) throws InterruptedException {
      long now = System.nanoTime();
      long wait = Math.max(waitEnd - now, 0);
      long rest = Math.max(deadline - now - wait, 0);
      long share = Math.min(rest / sharers, LONGEST_SHARE.toNanos());
      if (share == 0) {
        return null;
      }
      Attempt attempt =
          new Attempt(requestId, Duration.ofNanos(wait), Duration.ofNanos(wait + share), unknown);
      try {
        A answer = exchange.attempt(endpoint, attempt);
        order.answered(endpoint);
        return answer;
      } catch (BrokenExchange broken) {
        unknown |= broken.unknown();
        unreached += broken.unreached() ? 1 : 0;
        last = broken;
        order.failed(endpoint);
        return null;
      }
    }

    /** Waits a moment, longer each time; false when there is no time for another round. */
    private boolean pause(int round) throws InterruptedException {
      long most = Math.min(FIRST_PAUSE.toNanos() << Math.min(round, 8), LONGEST_PAUSE.toNanos());
      long pause = most / 2 + ThreadLocalRandom.current().nextLong(most / 2);
      if (System.nanoTime() + pause >= deadline) {
        return false;
      }
      TimeUnit.NANOSECONDS.sleep(pause);
      return true;
    }

    /** The service's own word, if the last attempt ended with one, tells more than no answer. */
    Problem problem(Reason otherwise) {
      BrokenExchange why = last;
      Reason refusal = why == null ? null : why.refusal();
      String detail =
          "none of %d endpoints gave an answer%s"
              .formatted(order.size(), why == null ? "" : ": " + why.getMessage());
      Duration retryAfter = why == null ? null : why.retryAfter();
      return new Problem(
          refusal == null || otherwise == Reason.INTERRUPTED ? otherwise : refusal,
          unknown ? Outcome.UNKNOWN : Outcome.NOT_APPLIED,
          true,
          detail,
          new Problem.Hints(requestId, null, retryAfter));
    }
  }
}
