package dev.holdfast.springsession;

import dev.holdfast.client.session.SessionConflictException;
import dev.holdfast.client.session.SessionUnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request that could not have its session, or could not keep it.
 *
 * @param status 503 or 409
 * @param retryAfterSeconds 0 for no such header
 * @param text for people
 */
record FailedRequest(int status, long retryAfterSeconds, String text) {
  private static final long INDEX_RETRY_SECONDS = 2;

  /**
   * Returns the answer to a failure, or to what caused it; null for one that is not of sessions.
   */
  static @Nullable FailedRequest of(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof SessionUnavailableException unavailable) {
        return unavailable(unavailable.retryAfterSeconds());
      }
      if (each instanceof PrincipalIndexException index && index.problem().retryable()) {
        return unavailable(INDEX_RETRY_SECONDS);
      }
      if (each instanceof SessionConflictException) {
        return new FailedRequest(
            HttpServletResponse.SC_CONFLICT, 0, "Another request changed the same. Try again.\n");
      }
    }
    return null;
  }

  void write(HttpServletResponse response) throws IOException {
    response.reset();
    response.setStatus(status);
    if (retryAfterSeconds > 0) {
      response.setHeader("Retry-After", Long.toString(retryAfterSeconds));
    }
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().write(text);
  }

  private static FailedRequest unavailable(long retryAfterSeconds) {
    return new FailedRequest(
        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
        retryAfterSeconds,
        "Your session cannot be reached now. You are not logged out. Try again soon.\n");
  }
}
