package dev.holdfast.client.transport;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An attempt at one endpoint without a definite answer: another attempt may get one. */
public final class BrokenExchange extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final boolean unknown;
  private final transient @Nullable Duration retryAfter;

  /**
   * What went wrong.
   *
   * @param message without anything that names a session
   * @param unknown whether the service may have applied the request
   */
  public BrokenExchange(String message, boolean unknown) {
    this(message, unknown, null);
  }

  /**
   * A refusal that may pass.
   *
   * @param retryAfter when to ask again; null where not told
   */
  public BrokenExchange(String message, boolean unknown, @Nullable Duration retryAfter) {
    super(message, null, false, false);
    this.unknown = unknown;
    this.retryAfter = retryAfter;
  }

  /** Returns whether the service may have applied the request. */
  public boolean unknown() {
    return unknown;
  }

  /** Returns when to ask again; null where not told. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
