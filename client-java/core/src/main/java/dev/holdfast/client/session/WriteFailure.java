package dev.holdfast.client.session;

import dev.holdfast.client.Problem;
import dev.holdfast.client.WriteAnswer;

/** What a request is told of a write that was not acknowledged. */
final class WriteFailure {
  private WriteFailure() {}

  /** Returns the problem of an answer that is not {@link WriteAnswer.Applied}. */
  static Problem problem(WriteAnswer<?> answer) {
    return answer instanceof WriteAnswer.NotApplied<?> refused
        ? refused.problem()
        : ((WriteAnswer.Unknown<?>) answer).problem();
  }

  /** Returns a refusal of what the service would refuse again, an outage for all else. */
  static SessionException of(Problem problem) {
    return switch (problem.reason()) {
      case INVALID_ARGUMENT,
          UNAUTHENTICATED,
          PERMISSION_DENIED,
          CONDITION_REQUIRED,
          PAYLOAD_TOO_LARGE ->
          new SessionRefusedException(problem);
      default ->
          new SessionUnavailableException("nobody knows what became of the session", problem);
    };
  }
}
