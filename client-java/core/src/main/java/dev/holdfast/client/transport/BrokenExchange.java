package dev.holdfast.client.transport;

import dev.holdfast.client.Outcome;
import dev.holdfast.client.Problem;
import dev.holdfast.client.Reason;
import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An attempt at one endpoint without a definite answer: another attempt may get one. */
public final class BrokenExchange extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final boolean unknown;
  private final boolean unreached;
  private final @Nullable Reason refusal;
  private final transient @Nullable Duration retryAfter;

  /**
   * What went wrong.
   *
   * @param message without anything that names a session
   * @param unknown whether the service may have applied the request
   */
  public BrokenExchange(String message, boolean unknown) {
    this(message, unknown, false, null, null);
  }

  /**
   * An endpoint that refuses connections.
   *
   * @param unknown whether the service may have got the request before
   */
  public static BrokenExchange unreached(String message, boolean unknown) {
    return new BrokenExchange(message, unknown, true, null, null);
  }

  /** The service's own word that it cannot do it now: a refusal that may pass. */
  public static BrokenExchange refused(String endpoint, Problem problem) {
    return new BrokenExchange(
        endpoint + ": " + problem.reason(),
        problem.outcome() == Outcome.UNKNOWN,
        false,
        problem.reason(),
        problem.hints().retryAfter());
  }

  /**
   * An answer of somebody else, such as a proxy.
   *
   * @param retryAfter when to ask again; null where not told
   */
  public BrokenExchange(String message, boolean unknown, @Nullable Duration retryAfter) {
    this(message, unknown, false, null, retryAfter);
  }

  private BrokenExchange(
      String message,
      boolean unknown,
      boolean unreached,
      @Nullable Reason refusal,
      @Nullable Duration retryAfter) {
    super(message, null, false, false);
    this.refusal = refusal;
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

  /** Returns why the service itself refused; null where it gave no answer. */
  public @Nullable Reason refusal() {
    return refusal;
  }

  /** Returns when to ask again; null where not told. */
  public @Nullable Duration retryAfter() {
    return retryAfter;
  }
}
