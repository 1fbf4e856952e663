package dev.holdfast.lab;

/**
 * One page asked for by one user.
 *
 * @param startNanos when it was asked for, in {@link System#nanoTime()} units
 * @param endNanos when it was answered or given up
 * @param answer what came back
 */
record Click(long startNanos, long endNanos, Answer answer) {

  long durationNanos() {
    return endNanos - startNanos;
  }
}
