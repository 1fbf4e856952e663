package dev.holdfast.springsession;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.session.web.http.HttpSessionIdResolver;
import org.springframework.session.web.http.SessionRepositoryFilter;

/**
 * The filter of Spring Session that knows requests: it locks, merges or only reads by path, asks
 * for a session once, and answers an outage with 503 and {@code Retry-After}, a conflict with 409.
 * The cookie stays as it is then, or names the new id of a session that was moved.
 */
public final class HoldfastSessionFilter extends SessionRepositoryFilter<HoldfastSession> {
  private static final String REQUEST = HoldfastSessionFilter.class.getName() + ".request";

  private final HoldfastSessionRepository repository;
  private final HttpSessionIdResolver idResolver;

  /** A filter of a repository that finds ids in requests by a resolver. */
  public HoldfastSessionFilter(
      HoldfastSessionRepository repository, HttpSessionIdResolver idResolver) {
    super(repository);
    this.repository = repository;
    this.idResolver = idResolver;
    setHttpSessionIdResolver(idResolver);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    CurrentRequest current = current(request);
    CurrentRequest before = CurrentRequest.bind(current);
    try {
      super.doFilterInternal(request, response, chain);
    } catch (ServletException | IOException | RuntimeException failure) {
      FailedRequest answer = FailedRequest.of(failure);
      if (answer == null || response.isCommitted()) {
        throw failure;
      }
      answer.write(response);
      keepNewId(current, request, response);
    } finally {
      CurrentRequest.bind(before);
      current.end();
    }
  }

  /** The old id of a session that was moved opens nothing when its grace is over. */
  private void keepNewId(
      CurrentRequest current, HttpServletRequest request, HttpServletResponse response) {
    String newId = current.newId();
    if (newId != null) {
      idResolver.setSessionId(request, response, newId);
    }
  }

  private CurrentRequest current(HttpServletRequest request) {
    if (request.getAttribute(REQUEST) instanceof CurrentRequest known) {
      return known;
    }
    CurrentRequest begun = repository.begin(path(request));
    request.setAttribute(REQUEST, begun);
    return begun;
  }

  private static String path(HttpServletRequest request) {
    @Nullable String below = request.getPathInfo();
    return below == null ? request.getServletPath() : request.getServletPath() + below;
  }
}
