package dev.holdfast.lab;

/**
 * The time span in which a server was killed, in {@link System#nanoTime()} units.
 *
 * @param fromNanos just before the kill was ordered
 * @param toNanos just after the server was seen to be gone
 */
record Kill(long fromNanos, long toNanos) {

  boolean fallsInto(Click click) {
    return click.startNanos() - toNanos <= 0 && click.endNanos() - fromNanos >= 0;
  }
}
