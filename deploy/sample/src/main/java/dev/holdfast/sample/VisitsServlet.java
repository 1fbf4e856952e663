package dev.holdfast.sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serial;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Counts a visitor's pages in the session. {@code ?format=json} answers programs, {@code &look}
 * shows the session without counting.
 */
public final class VisitsServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1;

  private static final String VISITS = "visits";
  private static final String VISITOR = "visitor";

  /** What a session says of its visitor. */
  private record Visits(String visitor, long count) {
    static Visits of(@Nullable HttpSession session) {
      return session != null
              && session.getAttribute(VISITOR) instanceof String visitor
              && session.getAttribute(VISITS) instanceof Long count
          ? new Visits(visitor, count)
          : new Visits("", 0);
    }

    static Visits count(HttpSession session) {
      Visits before = of(session);
      if (before.visitor().isEmpty()) {
        session.setAttribute(VISITOR, UUID.randomUUID().toString());
      }
      session.setAttribute(VISITS, before.count() + 1);
      return of(session);
    }
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean looks = request.getParameter("look") != null;
    Visits visits =
        looks ? Visits.of(request.getSession(false)) : Visits.count(request.getSession());
    String server = getServletContext().getInitParameter(SampleServer.NAME);
    if ("json".equals(request.getParameter("format"))) {
      sendJson(response, visits, server);
    } else {
      sendPage(response, visits, server);
    }
  }

  /** Which replica served the session is not known here. */
  private static void sendJson(HttpServletResponse response, Visits visits, String server)
      throws IOException {
    response.setContentType("application/json");
    response.setHeader("Cache-Control", "no-store");
    String json =
        "{\"visits\":%d,\"visitor\":\"%s\",\"app_server\":\"%s\",\"replica\":\"unknown\"}\n"
            .formatted(visits.count(), visits.visitor(), server);
    response.getWriter().print(json);
  }

  private static void sendPage(HttpServletResponse response, Visits visits, String server)
      throws IOException {
    String body =
        """
        <p>Answered by app server <b>%s</b>. You are visitor <code>%s</code>.</p>
        <p>Reload, or stop a server and reload: the count goes on.</p>
        """
            .formatted(Html.text(server), visits.visitor());
    Html.send(response, "This is your visit number " + visits.count(), body);
  }
}
