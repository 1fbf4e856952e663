package dev.holdfast.sample;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** The page that Tomcat shows in place of one that needs a login. */
public final class LoginServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1;

  private static final String FAILED =
      "<p role=\"alert\">That was not the user and the password. Please try again.</p>\n";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (request.getDispatcherType() == DispatcherType.REQUEST) {
      response.sendRedirect("/basket"); // A login needs a page to go on with.
      return;
    }
    String told = request.getParameter("failed") == null ? "" : FAILED;
    String form =
        """
        <p>In this sample the user is <b>%s</b> and the password <b>%s</b>.</p>
        <form method="post" action="/j_security_check">
        <p><label for="user">User</label>
        <input id="user" name="j_username" autocomplete="username" required></p>
        <p><label for="password">Password</label>
        <input id="password" name="j_password" type="password" autocomplete="current-password" required></p>
        <button>Log in</button>
        </form>
        """
            .formatted(SampleServer.USER, SampleServer.PASSWORD);
    Html.send(response, "Log in", told + form);
  }

  /** Shows the form again: Tomcat passes on what was posted and did not log in. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    doGet(request, response);
  }
}
