package dev.holdfast.client.session;

/** How a request works on its session. */
public enum SessionMode {
  /** Under the lock of the session: one request after the other. */
  EXCLUSIVE,
  /** Without a lock; where another request saved meanwhile, the attributes are merged. */
  OPTIMISTIC,
  /** Without a lock and without a save; a change is refused when it is tried. */
  READ_ONLY
}
