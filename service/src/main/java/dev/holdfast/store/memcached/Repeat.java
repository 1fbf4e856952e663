package dev.holdfast.store.memcached;

import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Work that is safe to repeat, and whose first attempt has failed: that failure is what the first
 * call gives, so that the pause follows it. Once an attempt was lost on its way, the next ones
 * count as lost too even where they were not sent: the node is being connected again, which takes a
 * few milliseconds.
 *
 * @param <T> what the work gives
 */
final class Repeat<T> implements Supplier<T> {
  private final Function<Deadline, T> work;
  private final Deadline deadline;
  private final NoAnswerException first;
  private boolean begun;

  Repeat(Function<Deadline, T> work, Deadline deadline, NoAnswerException first) {
    this.work = work;
    this.deadline = deadline;
    this.first = first;
  }

  @Override
  public T get() {
    if (!begun) {
      begun = true;
      throw first;
    }
    try {
      return work.apply(deadline);
    } catch (NoAnswerException e) {
      throw first.sent() ? e.asSent() : e;
    }
  }
}
