package dev.holdfast.client.session;

import dev.holdfast.client.Problem;
import dev.holdfast.client.attribute.AttributeException;

/** What an application may want to count. Nothing here names a session. */
public interface SessionObserver {
  /** Returns one that says all this in the log of the platform. */
  static SessionObserver logging() {
    return new LoggingObserver();
  }

  /** An attribute cannot be decoded: its bytes are kept, and the application sees none. */
  default void undecodable(String attribute, AttributeException why) {}

  /** Two requests changed the same attribute. */
  default void clash(String attribute) {}

  /** A save met another one and was merged with it. */
  default void merged() {}

  /** A request went on without the lock that it waited for. */
  default void lockTimedOut(Problem problem) {}

  /** A slide or the release of a lock failed; nothing is lost by it. */
  default void courtesyFailed(Problem problem) {}
}
