package dev.holdfast.maintenance;

import dev.holdfast.store.Tally;

/**
 * How far a run has come.
 *
 * @param job what it does; only the same is resumed
 * @param pass which of its passes goes on, from 0
 * @param place where in that pass: empty for its begin
 * @param sum what was found so far
 */
record ResumePoint(String job, int pass, String place, Tally sum) {
  static ResumePoint begin(String job) {
    return new ResumePoint(job, 0, "", Tally.NONE);
  }

  /** Returns the point after one more batch. */
  ResumePoint after(String reached, Tally batch) {
    return new ResumePoint(job, pass, reached, sum.plus(batch));
  }

  /** Returns the begin of the next pass. */
  ResumePoint nextPass() {
    return new ResumePoint(job, pass + 1, "", sum);
  }

  /** Never tells the place, which is the digest of a key. */
  @Override
  public String toString() {
    return "ResumePoint[" + job + ", pass " + pass + "]";
  }
}
