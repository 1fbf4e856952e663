package dev.holdfast.sample;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/** A page that asks for no session, and so goes on while the service is out. */
public final class AboutServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1;

  private static final String BODY =
      """
      <p>A web application on Tomcat. Its sessions are in Holdfast, so that they outlive this server.</p>
      <p>This page needs no session, and is answered while the session service is out.</p>
      """;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Html.send(response, "About this sample", BODY);
  }
}
