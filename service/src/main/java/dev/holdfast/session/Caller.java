package dev.holdfast.session;

/**
 * Whoever waits for the answer to a call, and may hang up before it is there. Actions run on the
 * thread that notices, so they must not block.
 */
public interface Caller {
  /** An action that waits for a caller to hang up. */
  interface Hook extends AutoCloseable {
    /** Takes the action back, unless it has run. */
    @Override
    void close();
  }

  /** Returns whether nobody waits for the answer any more. */
  boolean isGone();

  /** Runs an action when the caller hangs up before the hook is closed; at once if it has. */
  Hook onGone(Runnable action);
}
