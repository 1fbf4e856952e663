package dev.holdfast.tomcat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The application of the tests: each last part of a path is a page. */
public final class ShopServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    String path = request.getRequestURI();
    String page = path.substring(path.lastIndexOf('/') + 1);
    switch (page) {
      case "async" -> async(request);
      case "dispatch" -> dispatch(request);
      case "big" -> {
        count(request.getSession());
        response.getWriter().write("x".repeat(100_000));
      }
      case "caught" -> response.getWriter().print(caught(request));
      default -> response.getWriter().print(text(page, request, response));
    }
  }

  private static String text(String page, HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    String name = request.getParameter("name");
    return switch (page) {
      case "plain" -> "plain";
      case "login" -> "the login page";
      case "count" -> count(request.getSession());
      case "open" -> "open " + request.getSession().isNew();
      case "read" -> read(request.getSession(false), "n");
      case "set" -> {
        request.getSession().setAttribute(name, request.getParameter("value"));
        Holds.pass(name);
        yield "set";
      }
      case "get" -> read(request.getSession(false), name);
      case "basket" -> basket(request.getSession(), name);
      case "end" -> {
        request.getSession().invalidate();
        yield "ended " + (request.getSession(false) == null);
      }
      case "rotate" -> {
        count(request.getSession());
        yield request.changeSessionId();
      }
      case "enter" -> {
        count(request.getSession());
        request.login(name, "secret");
        yield "entered";
      }
      case "leave" -> {
        request.logout();
        yield "left";
      }
      case "travel" -> {
        request.getSession().setAttribute("traveller", new Traveller());
        yield "travels";
      }
      case "version" -> {
        count(request.getSession());
        yield request.getServletContext().getInitParameter("version");
      }
      case "who" -> request.getRemoteUser() + " " + request.isUserInRole("customer");
      case "fails" -> {
        count(request.getSession());
        throw new IllegalStateException("the page fails");
      }
      default -> {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        yield "no such page";
      }
    };
  }

  private static String count(HttpSession session) {
    int n = session.getAttribute("n") instanceof Integer before ? before + 1 : 1;
    session.setAttribute("n", n);
    return Integer.toString(n);
  }

  private static String read(@Nullable HttpSession session, String name) {
    return session == null ? "no session" : String.valueOf(session.getAttribute(name));
  }

  private static String basket(HttpSession session, @Nullable String thing) {
    Basket basket = (Basket) session.getAttribute("basket");
    if (basket == null) {
      basket = new Basket();
      session.setAttribute("basket", basket);
    }
    if (thing != null) {
      basket.add(thing);
    }
    return basket.toString();
  }

  private static String caught(HttpServletRequest request) {
    try {
      return count(request.getSession());
    } catch (RuntimeException e) {
      return "sorry";
    }
  }

  /** Asks for the session only in another thread. */
  private static void async(HttpServletRequest request) {
    AsyncContext context = request.startAsync();
    context.start(
        () -> {
          try {
            HttpServletRequest asking = (HttpServletRequest) context.getRequest();
            context.getResponse().getWriter().print(count(asking.getSession()));
          } catch (IOException e) {
            throw new IllegalStateException(e);
          } finally {
            context.complete();
          }
        });
  }

  private static void dispatch(HttpServletRequest request) {
    count(request.getSession());
    request.startAsync().dispatch("/count");
  }
}
