package dev.holdfast.jetty;

import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.session.SessionData;
import org.eclipse.jetty.session.SessionManager;

/** A session of one request, whose attributes outlive its end for the listeners. */
final class HoldfastManagedSession extends ManagedSession {
  HoldfastManagedSession(SessionManager manager, SessionData data) {
    super(manager, data);
  }

  @Override
  public boolean beginInvalidate() {
    boolean begins = super.beginInvalidate();
    if (begins && getSessionData() instanceof HoldfastSessionData data) {
      data.detach();
    }
    return begins;
  }
}
