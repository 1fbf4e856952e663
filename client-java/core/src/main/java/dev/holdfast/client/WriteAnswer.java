package dev.holdfast.client;

/**
 * What became of a write.
 *
 * @param <T> what an applied one tells
 */
public sealed interface WriteAnswer<T> {
  /** It was applied, and acknowledged. */
  record Applied<T>(T value) implements WriteAnswer<T> {}

  /** It was not applied; the reason says why. */
  record NotApplied<T>(Problem problem) implements WriteAnswer<T> {}

  /**
   * It may or may not have been applied. To repeat it with the same operation id is safe, unless
   * the reason is a conflict or an end: then read and compare.
   */
  record Unknown<T>(Problem problem) implements WriteAnswer<T> {}

  /** Returns the answer for a write that was not acknowledged. */
  static <T> WriteAnswer<T> failed(Problem problem) {
    return problem.outcome() == Outcome.UNKNOWN
        ? new Unknown<>(problem)
        : new NotApplied<>(problem);
  }
}
