package dev.holdfast.jetty;

import dev.holdfast.client.testing.SteeredSessionClient;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A small application that keeps a counter, a list and a user in its session. */
final class ShopServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  private final transient SteeredSessionClient service;
  private final transient CountDownLatch gate = new CountDownLatch(1);
  private volatile boolean holding;

  ShopServlet(SteeredSessionClient service) {
    this.service = service;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo();
    String page = path.substring(path.lastIndexOf('/') + 1);
    if (page.startsWith("async")) {
      async(request, page.equals("async-new"));
    } else if (page.equals("flushed")) {
      flushed(request, response);
    } else {
      response.getWriter().write(page(page, request));
    }
  }

  private String page(String page, HttpServletRequest request) {
    return switch (page) {
      case "count" -> count(request.getSession());
      case "put" -> put(request);
      case "get" -> get(request);
      case "list" -> list(request.getSession());
      case "add" -> add(request.getSession());
      case "login" -> login(request);
      case "login-in-an-outage" -> loginInAnOutage(request);
      case "logout" -> logout(request);
      case "new" -> Boolean.toString(request.getSession().isNew());
      case "held" -> held(request.getSession());
      case "anew" -> anew(request);
      case "listen" -> listen(request.getSession());
      case "timeout" -> timeout(request);
      default -> throw new IllegalArgumentException("page: " + page);
    };
  }

  private static String count(HttpSession session) {
    int next = session.getAttribute("count") instanceof Integer count ? count + 1 : 1;
    session.setAttribute("count", next);
    return Integer.toString(next);
  }

  private static String put(HttpServletRequest request) {
    HttpSession session = request.getSession();
    session.setAttribute(request.getParameter("name"), request.getParameter("value"));
    return "put";
  }

  private static String get(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    return session == null
        ? "no session"
        : String.valueOf(session.getAttribute(request.getParameter("name")));
  }

  private static String list(HttpSession session) {
    session.setAttribute("list", new ArrayList<>(List.of("a")));
    return "made";
  }

  @SuppressWarnings("unchecked")
  private static String add(HttpSession session) {
    List<String> list = (List<String>) session.getAttribute("list");
    list.add("b");
    return list.toString();
  }

  private static String login(HttpServletRequest request) {
    request.getSession();
    request.changeSessionId();
    request.getSession().setAttribute("user", request.getParameter("user"));
    return "hello";
  }

  private String loginInAnOutage(HttpServletRequest request) {
    request.changeSessionId();
    request.getSession().setAttribute("late", "1");
    service.cut();
    return "hello";
  }

  private static String logout(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    return "bye";
  }

  private static String listen(HttpSession session) {
    session.setAttribute("listener", new Listener());
    return "listening";
  }

  private static String timeout(HttpServletRequest request) {
    HttpSession session = request.getSession();
    session.setMaxInactiveInterval(Integer.parseInt(request.getParameter("seconds")));
    return Integer.toString(session.getMaxInactiveInterval());
  }

  private static void flushed(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    session.setAttribute("before", "1");
    response.getWriter().write("early ");
    response.flushBuffer();
    session.setAttribute("after", "2");
    response.getWriter().write("late");
  }

  private static void async(HttpServletRequest request, boolean later) {
    if (!later) {
      request.getSession().setAttribute("first", "1");
    }
    AsyncContext async = request.startAsync();
    async.start(
        () -> {
          request.getSession().setAttribute("second", "2");
          try {
            async.getResponse().getWriter().write("later");
          } catch (IOException e) {
            throw new IllegalStateException(e);
          }
          async.complete();
        });
  }

  boolean isHolding() {
    return holding;
  }

  void open() {
    gate.countDown();
  }

  private String held(HttpSession session) {
    session.setAttribute("both", "mine");
    holding = true;
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return "held";
  }

  private static String anew(HttpServletRequest request) {
    request.getSession().invalidate();
    request.getSession().setAttribute("user", request.getParameter("user"));
    return "anew";
  }
}
