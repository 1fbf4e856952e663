package dev.holdfast.session;

import java.util.function.Function;

/**
 * What a use case answers: a value, or a refusal.
 *
 * @param <T> the value
 */
public sealed interface Answer<T> {
  /**
   * The call did what it is for.
   *
   * @param value what came of it
   */
  record Done<T>(T value) implements Answer<T> {}

  /**
   * The call was refused.
   *
   * @param refusal why, and what it left behind
   */
  record Refused<T>(Refusal refusal) implements Answer<T> {}

  /** Returns an answer with a value. */
  static <T> Answer<T> done(T value) {
    return new Done<>(value);
  }

  /** Returns a refusal. */
  static <T> Answer<T> refused(Refusal refusal) {
    return new Refused<>(refusal);
  }

  /** Returns a refusal that changed nothing. */
  static <T> Answer<T> refused(ErrorCode code, String detail) {
    return new Refused<>(Refusal.of(code, detail));
  }

  /** Returns what {@code next} makes of the value; a refusal stays. */
  default <R> Answer<R> then(Function<? super T, Answer<R>> next) {
    return switch (this) {
      case Done<T>(var value) -> next.apply(value);
      case Refused<T>(var refusal) -> refused(refusal);
    };
  }
}
