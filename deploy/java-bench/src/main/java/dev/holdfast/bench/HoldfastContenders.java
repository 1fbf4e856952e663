package dev.holdfast.bench;

import dev.holdfast.tomcat.HoldfastSessions;
import org.apache.catalina.Context;

/** Tomcat's sessions in the session service. */
final class HoldfastContenders {
  private HoldfastContenders() {}

  /** As shipped: each request locks and reads its session, saves it and frees it. */
  static void everyRequestAsks(Context application, String at) {
    manager(application, at);
  }

  /**
   * A balancer brings requests back: this server's copy is used, and a save goes by its version.
   */
  static void requestsComeBack(Context application, String at) {
    HoldfastSessions sessions = manager(application, at);
    sessions.setSticky(true);
    sessions.setRules("optimistic");
  }

  private static HoldfastSessions manager(Context application, String at) {
    HoldfastSessions sessions = new HoldfastSessions();
    sessions.setEndpoints(at);
    application.setManager(sessions);
    return sessions;
  }
}
