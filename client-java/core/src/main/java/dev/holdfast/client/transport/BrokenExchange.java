package dev.holdfast.client.transport;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An attempt at one endpoint without a definite answer: another attempt may get one. */
public final class BrokenExchange extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final boolean unknown;
  private final boolean unreached;
  private final transient @Nullable Duration retryAfter;

  /**
   * What went wrong.
   *
   * @param message without anything that names a session
   * @param unknown whether the service may have applied the request
   */
  public BrokenExchange(String message, boolean unknown) {
    this(message, unknown, false, null);
  }

  /**
   * An endpoint that refuses connections.
   *
   * @param unknown whether the service may have got the request before
   */
  public static BrokenExchange unreached(String message, boolean unknown) {
    return new BrokenExchange(message, unknown, true, null);
  }

  /**
   * A refusal that may pass.
   *
   * @param retryAfter when to ask again; null where not told
   */
  public BrokenExchange(String message, boolean unknown, @Nullable Duration retryAfter) {
    this(message, unknown, false, retryAfter);
  }

  private BrokenExchange(
      String message, boolean unknown, boolean unreached, @Nullable Duration retryAfter) {
    super(message, null, false, false);
    this.unknown = unknown;
    this.unreached = unreached;
    this.retryAfter = retryAfter;
  }

  /** Returns whether the service may have applied the request. */
  public boolean unknown() {
    return unknown;
  }

  /** Returns whether the endpoint refused the connection: nobody is there, and that is certain. */
  public boolean unreached() {
    return unreached;
  }

  /** Returns when to ask again; null where not told. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
