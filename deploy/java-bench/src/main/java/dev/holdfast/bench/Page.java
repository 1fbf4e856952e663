package dev.holdfast.bench;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;

/** Reads a counter and a basket of about 2 KB, and adds one to the counter. */
final class Page extends HttpServlet {
  @Serial private static final long serialVersionUID = 1;

  private static final int ITEMS = 32;
  private static final int ITEM_CHARS = 61;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    HttpSession session = request.getSession();
    int pages = session.getAttribute("pages") instanceof Integer before ? before + 1 : 1;
    if (pages == 1) {
      session.setAttribute("basket", basket());
    }
    if (!(session.getAttribute("basket") instanceof List<?> basket) || basket.size() != ITEMS) {
      response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      return;
    }
    session.setAttribute("pages", pages);
    response.setContentType("text/plain");
    response.getWriter().print("page " + pages);
  }

  private static List<String> basket() {
    List<String> basket = new ArrayList<>();
    for (int item = 0; item < ITEMS; item++) {
      basket.add(String.valueOf((char) ('a' + item % 26)).repeat(ITEM_CHARS));
    }
    return basket;
  }
}
