package dev.holdfast.sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serial;
import java.util.Objects;
import java.util.stream.Collectors;

/** The basket of a customer, who is logged in: web.xml asks for it. */
public final class BasketServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1;

  private static final String BASKET = "basket";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String things =
        basket(request.getSession()).things().stream()
            .map(thing -> "<li>" + Html.text(thing) + "</li>")
            .collect(Collectors.joining());
    String body =
        """
        <p>You are logged in as <b>%s</b>.</p>
        <ul>%s</ul>
        <form method="post" action="/basket">
        <label for="thing">Thing</label>
        <input id="thing" name="thing" required maxlength="%d">
        <button>Put into the basket</button>
        </form>
        <form method="post" action="/logout"><button>Log out</button></form>
        """
            .formatted(Html.text(request.getRemoteUser()), things, Basket.LONGEST);
    Html.send(response, "Your basket", body);
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String thing = Objects.requireNonNullElse(request.getParameter("thing"), "");
    if (basket(request.getSession()).add(thing)) {
      response.sendRedirect("/basket");
    } else {
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      String expected =
          "<p>A thing has 1 to %d characters, and a basket has room for %d.</p>"
              .formatted(Basket.LONGEST, Basket.ROOM);
      Html.send(response, "Not taken", expected);
    }
  }

  private static Basket basket(HttpSession session) {
    if (session.getAttribute(BASKET) instanceof Basket basket) {
      return basket;
    }
    Basket basket = new Basket();
    session.setAttribute(BASKET, basket);
    return basket;
  }
}
