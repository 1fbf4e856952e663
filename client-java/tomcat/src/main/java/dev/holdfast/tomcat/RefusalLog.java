package dev.holdfast.tomcat;

import dev.holdfast.client.session.SessionException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the log is told of refused requests: the first one of each kind, and then one a minute with
 * the number of those between.
 */
final class RefusalLog {
  private static final long PAUSE_NANOS = 60_000_000_000L;

  private final LongSupplier nanoTime;
  private final Map<Class<?>, Told> kinds = new HashMap<>();

  /** When a kind was told last, and how many there were since. */
  private record Told(long nanos, long untold) {}

  RefusalLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Returns the line of a refusal; null when the log is not to be told of this one. */
  synchronized @Nullable String line(SessionException why) {
    long now = nanoTime.getAsLong();
    Told last = kinds.get(why.getClass());
    if (last != null && now - last.nanos() < PAUSE_NANOS) {
      kinds.put(why.getClass(), new Told(last.nanos(), last.untold() + 1));
      return null;
    }
    kinds.put(why.getClass(), new Told(now, 0));
    String more =
        last == null || last.untold() == 0
            ? ""
            : " (and %d others since the last such line)".formatted(last.untold());
    return "a request was refused: " + why.getMessage() + more;
  }
}
