package dev.holdfast.tomcat;

import dev.holdfast.client.session.SessionException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** The first valve of the application: saves before the response commits, and tells outages. */
final class SessionValve extends ValveBase {
  private final HoldfastSessions manager;

  SessionValve(HoldfastSessions manager) {
    super(true);
    this.manager = manager;
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    Exchange known = Exchange.of(request, manager);
    Exchange exchange = known == null ? new Exchange(manager, request) : known;
    exchange.begin();
    try {
      getNext().invoke(request, response);
      exchange.tellFailedPage();
    } catch (SessionException failure) {
      exchange.refuse(failure);
    } catch (ServletException | RuntimeException failure) {
      SessionException cause = Refusals.causeOf(failure);
      if (cause == null) {
        throw failure;
      }
      exchange.refuse(cause);
    } finally {
      exchange.leave();
    }
  }
}
