package dev.holdfast.springsession;

import dev.holdfast.client.Problem;
import dev.holdfast.client.Reason;
import java.io.Serial;

/**
 * The sessions of a user cannot be listed or ended. It says nothing about whether there are any.
 */
public final class PrincipalIndexException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Problem problem;

  PrincipalIndexException(Problem problem) {
    super(text(problem));
    this.problem = problem;
  }

  /** Returns what is known; {@link Reason#NEEDS_DATABASE} for a service without one. */
  public Problem problem() {
    return problem;
  }

  private static String text(Problem problem) {
    String what = "the sessions of a user are not known: " + problem.sentence();
    return problem.reason() == Reason.NEEDS_DATABASE
        ? what + " (expected: a session service with a database)"
        : what;
  }
}
