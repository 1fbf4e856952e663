package dev.holdfast.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears of every use case that ran, for metrics. Must be fast and must not throw. */
public interface CallObserver {
  /** Hears nothing. */
  CallObserver NONE =
      new CallObserver() {
        @Override
        public void answered(Call call, @Nullable ErrorCode refusal, long nanos) {}

        @Override
        public void waited(Duration wait) {}
      };

  /** The use cases. */
  enum Call {
    /** A read. */
    GET,
    /** A create or a save. */
    WRITE,
    /** A slide. */
    TOUCH,
    /** An end. */
    END,
    /** A move to a new key. */
    ROTATE,
    /** A lock and read. */
    ACQUIRE,
    /** A new lease. */
    RENEW,
    /** A freed lock. */
    RELEASE,
    /** A list of a user's sessions. */
    LIST_BY_USER,
    /** An end of a user's sessions. */
    END_BY_USER
  }

  /**
   * A use case has answered.
   *
   * @param refusal why not, or null when it did what it is for
   * @param nanos how long it took, in nanoseconds
   */
  void answered(Call call, @Nullable ErrorCode refusal, long nanos);

  /** An acquire got its lock after this long. */
  void waited(Duration wait);
}
