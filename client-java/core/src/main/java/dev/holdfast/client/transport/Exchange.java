package dev.holdfast.client.transport;

/**
 * One call, as a transport makes it.
 *
 * @param <E> an endpoint
 * @param <A> its answer
 */
@FunctionalInterface
public interface Exchange<E, A> {
  /**
   * Makes one attempt. It may be made more than once: a write has to name its operation.
   *
   * @throws BrokenExchange when the endpoint gave no definite answer
   * @throws InterruptedException when the thread was interrupted meanwhile
   */
  A attempt(E endpoint, Attempt attempt) throws BrokenExchange, InterruptedException;
}
