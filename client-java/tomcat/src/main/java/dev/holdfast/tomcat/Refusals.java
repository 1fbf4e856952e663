package dev.holdfast.tomcat;

import dev.holdfast.client.session.SessionConflictException;
import dev.holdfast.client.session.SessionException;
import dev.holdfast.client.session.SessionUnavailableException;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.util.SessionConfig;
import org.jspecify.annotations.Nullable;

/** The answers to requests that could not have their session, or not keep it. */
final class Refusals {
  private static final String SET_COOKIE = "Set-Cookie";

  private Refusals() {}

  /** Returns the session's failure that another one was caused by; null for none. */
  static @Nullable SessionException causeOf(Throwable thrown) {
    Throwable each = thrown;
    for (int depth = 0; each != null && depth < 20; depth++) {
      if (each instanceof SessionException found) {
        return found;
      }
      each = each.getCause();
    }
    return null;
  }

  /** Whether a page failed in a way that a failed session of its request explains. */
  static boolean mayBeCauseOf(Request page) {
    return page.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown
        ? causeOf(thrown) != null
        : page.getResponse().getStatus() == HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
  }

  /**
   * Puts the answer in place of what the page has written.
   *
   * @param stored whether the session is in the service: then a cookie that names it is still told
   */
  static void answer(Request request, Response response, SessionException why, boolean stored) {
    List<String> cookies = stored ? sessionCookies(request, response) : List.of();
    request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
    response.reset();
    cookies.forEach(cookie -> response.addHeader(SET_COOKIE, cookie));
    response.setHeader("Cache-Control", "no-store");
    if (why instanceof SessionUnavailableException unavailable) {
      response.setHeader("Retry-After", Long.toString(unavailable.retryAfterSeconds()));
    }
    try {
      response.sendError(status(why), why.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int status(SessionException why) {
    if (why instanceof SessionUnavailableException) {
      return HttpServletResponse.SC_SERVICE_UNAVAILABLE;
    }
    return why instanceof SessionConflictException
        ? HttpServletResponse.SC_CONFLICT
        : HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
  }

  /** Its id may have changed in this request, and soon nothing else will reach the session. */
  private static List<String> sessionCookies(Request request, Response response) {
    String name = SessionConfig.getSessionCookieName(request.getContext()) + "=";
    return response.getHeaders(SET_COOKIE).stream()
        .filter(cookie -> cookie.startsWith(name))
        .toList();
  }
}
