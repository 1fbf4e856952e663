package dev.holdfast.lab.pool;

import dev.holdfast.lab.history.SessionCall;
import dev.holdfast.lab.history.SessionCall.Result;

/** What answers mean by the protocol: absence only where the replica itself names it. */
public final class AnswerMeaning {
  private AnswerMeaning() {}

  static Result ofRead(ReplicaAnswer answer) {
    return answer.status() == 200 && answer.version() > 0 ? Result.FOUND : byReason(answer);
  }

  /** Returns what a create, a save or an end came to. */
  static Result ofWrite(ReplicaAnswer answer) {
    if (answer.status() == 201 || answer.status() == 204) {
      return Result.APPLIED;
    }
    return answer.outcome().equals("not-applied") ? byReason(answer) : Result.UNKNOWN;
  }

  /** Returns whether the caller was told nothing about the session. */
  public static boolean isNone(SessionCall call) {
    return switch (call.result()) {
      case UNVERIFIED, UNAVAILABLE, UNKNOWN -> true;
      default -> false;
    };
  }

  private static Result byReason(ReplicaAnswer answer) {
    return switch (answer.reason()) {
      case "SESSION_NOT_FOUND" -> Result.ABSENT;
      case "SESSION_ENDED" -> Result.ENDED;
      case "SESSION_LOST" -> Result.LOST;
      case "SESSION_UNVERIFIED" -> Result.UNVERIFIED;
      case "VERSION_MISMATCH", "SESSION_EXISTS", "ALREADY_ROTATED" -> Result.NOT_APPLIED;
      default -> Result.UNAVAILABLE;
    };
  }
}
