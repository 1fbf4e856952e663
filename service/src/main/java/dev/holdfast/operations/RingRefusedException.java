package dev.holdfast.operations;

/**
 * Thrown where a call on the ring is answered with no; see {@link RingProblem} for what it leaves.
 */
public final class RingRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RingProblem problem;
  private final String detail;

  /**
   * @param problem why
   * @param detail one sentence for people, with the value and what was expected, without secrets
   */
  public RingRefusedException(RingProblem problem, String detail) {
    super(detail, null, false, false);
    this.problem = problem;
    this.detail = detail;
  }

  /** Returns why. */
  public RingProblem problem() {
    return problem;
  }

  /** Returns one sentence for people. */
  public String detail() {
    return detail;
  }
}
