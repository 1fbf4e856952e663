package dev.holdfast.jetty;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * The handler around all contexts: it knows where a request begins and ends, and answers for a
 * session that cannot be reached or saved: 503 with {@code Retry-After}, or 409 for a conflict,
 * with the cookie as it is.
 */
public final class HoldfastHandler extends Handler.Wrapper {
  private final HoldfastSessions sessions;

  /** A handler of these sessions, which it starts and stops. */
  public HoldfastHandler(HoldfastSessions sessions) {
    this.sessions = sessions;
    installBean(sessions);
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    ServerRequest begun = new ServerRequest(sessions, request);
    request.addHttpStreamWrapper(stream -> new SessionStream(stream, begun));
    ServerRequest before = ServerRequest.bind(begun);
    try {
      return super.handle(request, response, callback);
    } finally {
      ServerRequest.bind(before);
    }
  }
}
