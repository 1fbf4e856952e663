package dev.holdfast.jetty;

import dev.holdfast.client.session.SessionException;
import java.io.Serial;

/**
 * A session that cannot be loaded. It is an error because Jetty takes every exception of a store
 * for the answer that there is no session, and logs the id with some of them.
 */
final class SessionOutage extends Error {
  @Serial private static final long serialVersionUID = 1;

  /** Without a stack trace: it says nothing of the outage, and there may be many. */
  SessionOutage(SessionException why) {
    super(why.getMessage(), null, false, false);
  }
}
