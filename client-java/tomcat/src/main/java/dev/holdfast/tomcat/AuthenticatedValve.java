package dev.holdfast.tomcat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** The last valve of the application: behind its authenticator, who asks for every session. */
final class AuthenticatedValve extends ValveBase {
  AuthenticatedValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    if (request.getNote(Exchange.NOTE) instanceof Exchange exchange) {
      exchange.authenticated();
    }
    getNext().invoke(request, response);
  }
}
