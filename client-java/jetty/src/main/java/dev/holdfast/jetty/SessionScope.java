package dev.holdfast.jetty;

import dev.holdfast.client.session.RequestPolicy;
import dev.holdfast.client.session.SessionRequest;
import dev.holdfast.client.session.WebSessions;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.session.SessionContext;

/**
 * The context that a session belongs to: one id may name a session in each.
 *
 * @param contextPath of the context; empty for the root
 * @param suffix what the id has behind it; nothing for the root of all hosts
 */
record SessionScope(String contextPath, String suffix) {
  static SessionScope of(SessionContext context) {
    String path = context.getContext() == null ? "" : context.getContext().getContextPath();
    String below = path == null || path.equals("/") ? "" : path;
    boolean anyHost = SessionContext.NULL_VHOST.equals(context.getVhost());
    String suffix = below.isEmpty() && anyHost ? "" : "@" + below + "@" + context.getVhost();
    return new SessionScope(below, suffix.replace('.', '_'));
  }

  /** Returns what names a session of this context at the service, before it is hashed. */
  String name(String id) {
    return id + suffix;
  }

  /** Begins a request. */
  SessionRequest begin(WebSessions sessions, Request request) {
    String path = request.getHttpURI().getCanonicalPath();
    String known = path == null ? "/" : path;
    boolean isBelow = known.startsWith(contextPath);
    return sessions.begin(isBelow ? known.substring(contextPath.length()) : known);
  }

  /** Begins work on a session outside of a request: it takes no lock and merges. */
  SessionRequest begin(WebSessions sessions) {
    return sessions.begin(RequestPolicy.OPTIMISTIC);
  }
}
