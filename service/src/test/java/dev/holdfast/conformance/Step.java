package dev.holdfast.conformance;

import java.time.Duration;

/** One step of a case. */
sealed interface Step {
  /** The clock of the service moves. */
  record Advance(Duration by) implements Step {}

  /**
   * A call, and what it has to lead to.
   *
   * @param kind which call
   * @param fields what it sends, names not yet turned into values
   * @param expectation what comes back
   */
  record Send(CallKind kind, JsonObject fields, Expectation expectation) implements Step {}
}
