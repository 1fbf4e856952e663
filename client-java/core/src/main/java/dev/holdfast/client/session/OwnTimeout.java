package dev.holdfast.client.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The idle timeout that an application gave one session, besides the one of its namespace.
 *
 * <p>The service knows nothing of it: the time of use is written with the session, at most once in
 * a tenth of the timeout, and the session counts as expired a tenth late, never early.
 */
public final class OwnTimeout {
  private static final String SPAN = "idle";
  private static final String USE = "idle-use";

  private final WebSession session;

  /** The timeout of a session. */
  public OwnTimeout(WebSession session) {
    this.session = session;
  }

  /** Returns the timeout; null when the session has none of its own. */
  public @Nullable Duration span() {
    return session.note(SPAN) instanceof Long millis ? Duration.ofMillis(millis) : null;
  }

  /** Sets the timeout; zero or less takes it away. */
  public void span(Duration span, Instant now) {
    boolean none = span.isZero() || span.isNegative();
    session.note(SPAN, none ? null : (Object) span.toMillis());
    session.note(USE, none ? null : (Object) now.toEpochMilli());
  }

  /** Whether the session has been idle for longer. */
  public boolean isOver(Instant now) {
    Duration span = span();
    Instant use = use();
    return span != null && use != null && now.isAfter(use.plus(span).plus(span.dividedBy(10)));
  }

  /** Writes the use down when that is due; a request that only reads does not count as use. */
  public void used(Instant now) {
    Duration span = span();
    Instant use = use();
    if (span != null
        && !session.isReadOnly()
        && (use == null || now.isAfter(use.plus(span.dividedBy(10))))) {
      session.note(USE, now.toEpochMilli());
    }
  }

  private @Nullable Instant use() {
    return session.note(USE) instanceof Long millis ? Instant.ofEpochMilli(millis) : null;
  }
}
