package dev.holdfast.client.session;

import dev.holdfast.client.Problem;
import java.io.Serial;

/** The service does not take the session as it is: too large, or not allowed. */
public final class SessionRefusedException extends SessionException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Problem problem;

  SessionRefusedException(Problem problem) {
    super("the session was not saved: " + problem.sentence(), null);
    this.problem = problem;
  }

  /** Returns what is known. */
  public Problem problem() {
    return problem;
  }
}
