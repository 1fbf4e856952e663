package dev.holdfast.lab;

/**
 * A time span in {@link System#nanoTime()} units, in which something was broken.
 *
 * @param fromNanos its begin
 * @param toNanos its end
 */
public record TimeSpan(long fromNanos, long toNanos) {

  boolean fallsInto(Click click) {
    return click.startNanos() - toNanos <= 0 && click.endNanos() - fromNanos >= 0;
  }
}
