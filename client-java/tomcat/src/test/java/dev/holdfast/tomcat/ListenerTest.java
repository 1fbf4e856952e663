package dev.holdfast.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.client.testing.InMemorySessionClient;
import jakarta.servlet.ServletRequestEvent;
import jakarta.servlet.ServletRequestListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ListenerTest {
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private final InMemorySessionClient service = new InMemorySessionClient();
  private final AppServer server =
      AppServer.start(service, new AppServer.Setup().context(this::listen));
  private final AppServer other = AppServer.start(service);
  private final Browser browser = new Browser();

  private void listen(Context context) {
    context.addLifecycleListener(
        event -> {
          if (event.getType().equals(Lifecycle.CONFIGURE_START_EVENT)) {
            context.setApplicationLifecycleListeners(new Object[] {new Sessions()});
            context.setApplicationEventListeners(new Object[] {new Events()});
          }
        });
  }

  @AfterEach
  void stop() {
    server.close();
    other.close();
  }

  private final class Sessions implements HttpSessionListener {
    @Override
    public void sessionCreated(HttpSessionEvent event) {
      told.add("created");
      event.getSession().setAttribute("greeting", "hello");
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
      told.add("destroyed with " + event.getSession().getAttribute("n"));
    }
  }

  private final class Events
      implements HttpSessionAttributeListener, HttpSessionIdListener, ServletRequestListener {
    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
      told.add("added " + event.getName());
    }

    @Override
    public void attributeReplaced(HttpSessionBindingEvent event) {
      told.add("replaced " + event.getName() + " " + event.getValue());
    }

    @Override
    public void attributeRemoved(HttpSessionBindingEvent event) {
      told.add("removed " + event.getName());
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
      told.add("changed " + !event.getSession().getId().equals(oldSessionId));
    }

    /** Uses the session before any valve. */
    @Override
    public void requestInitialized(ServletRequestEvent event) {
      HttpServletRequest request = (HttpServletRequest) event.getServletRequest();
      if ("early".equals(request.getQueryString())) {
        request.getSession().setAttribute("early", "yes");
      }
    }

    /** And after all of them. */
    @Override
    public void requestDestroyed(ServletRequestEvent event) {
      HttpServletRequest request = (HttpServletRequest) event.getServletRequest();
      if ("late".equals(request.getQueryString())) {
        request.getSession().setAttribute("late", "yes");
      }
      if ("look".equals(request.getQueryString())) {
        told.add(request.getSession(false) == null ? "sees none" : "sees one");
      }
    }
  }

  private List<String> told() {
    List<String> now = List.copyOf(told);
    told.clear();
    return now;
  }

  @Test
  void listenersAreToldOfTheLifeOfASession() {
    browser.text(server, "count");
    assertEquals(List.of("created", "added greeting", "added n"), told());
    assertEquals("hello", browser.text(other, "get?name=greeting"));
    browser.text(server, "rotate");
    assertEquals(List.of("replaced n 1", "changed true"), told());
    browser.text(server, "end");
    assertEquals("destroyed with 2", told().get(0));
  }

  @Test
  void sessionThatIsUsedBeforeTheValvesIsSaved() {
    browser.text(server, "count");
    assertEquals("2", browser.text(server, "count?early"));
    assertEquals("yes", browser.text(other, "get?name=early"));
    assertEquals("2", browser.text(other, "read"));
  }

  @Test
  void sessionThatIsUsedAfterTheValvesIsSaved() {
    browser.text(server, "count");
    browser.text(server, "count?late");
    Await.until(
        "the request ends after its answer",
        () -> browser.text(other, "get?name=late").equals("yes"));
  }

  @Test
  void lockIsFreedWhenASessionIsAskedForAfterTheValves() {
    browser.text(server, "count");
    server.gate().trips();
    told();
    List<String> trips = new ArrayList<>();
    browser.text(server, "plain?look");
    Await.until("the request ends", () -> trips.addAll(server.gate().trips()) && trips.size() >= 2);
    assertEquals(List.of("acquire", "release"), trips);
    assertEquals(List.of("sees one"), told());
  }

  @Test
  void listenerFailsNoPageWhenTheServiceIsOut() {
    browser.text(server, "count");
    told();
    server.gate().cut();
    assertEquals("plain", browser.text(server, "plain?look"));
    Await.until("the request ends", () -> !told.isEmpty());
    assertEquals(List.of("sees none"), told());
  }

  @Test
  void valuesAreToldWhenTheyComeAndGo() {
    Traveller.TOLD.clear();
    browser.text(server, "travel");
    browser.text(other, "get?name=traveller");
    assertEquals(List.of("bound", "leaves", "arrives", "leaves"), List.copyOf(Traveller.TOLD));
  }
}
