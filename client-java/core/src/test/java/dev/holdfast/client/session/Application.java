package dev.holdfast.client.session;

import dev.holdfast.client.attribute.AttributeCodecs;
import dev.holdfast.client.attribute.AttributeException;
import dev.holdfast.client.attribute.JavaSerialization;
import dev.holdfast.client.testing.InMemorySessionClient;
import dev.holdfast.client.testing.NamespacePolicy;
import dev.holdfast.client.testing.SteeredSessionClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A service in memory with a steered clock, and app servers in front of it. */
final class Application {
  final Clock clock = new Clock();
  final InMemorySessionClient service = new InMemorySessionClient(NamespacePolicy.DEFAULT, clock);
  final List<String> told = new ArrayList<>();

  /** A clock that moves when it is told to. */
  static final class Clock implements InstantSource {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }
  }

  /** One app server. */
  record Server(WebSessions sessions, SteeredSessionClient client) {
    /** Serves a request of the only session, and saves. */
    void serve(RequestPolicy policy, String cookie, Consumer<WebSession> page) {
      SessionRequest request = sessions.begin(policy);
      page.accept(request.find(cookie).orElseThrow());
      request.finish();
    }

    /** Serves a first visit, and returns the cookie. */
    String visit(Consumer<WebSession> page) {
      SessionRequest request = sessions.begin(RequestPolicy.EXCLUSIVE);
      WebSession session = request.create();
      page.accept(session);
      request.finish();
      client.calls();
      return session.cookieValue();
    }
  }

  Server server(SessionSettings settings) {
    return server(settings, ClashPolicy.OWN_WINS);
  }

  Server server(SessionSettings settings, ClashPolicy clashes) {
    SteeredSessionClient client = new SteeredSessionClient(service);
    AttributeCodecs codecs =
        AttributeCodecs.standard(
            JavaSerialization.allowing(
                List.of("dev.holdfast.client.session.*"), Application.class::getClassLoader));
    SessionHooks hooks = new SessionHooks(clashes, new Observer());
    return new Server(WebSessions.open(client, settings, codecs, hooks, clock), client);
  }

  private final class Observer implements SessionObserver {
    @Override
    public void undecodable(String attribute, AttributeException why) {
      told.add("undecodable " + attribute);
    }

    @Override
    public void clash(String attribute) {
      told.add("clash " + attribute);
    }

    @Override
    public void merged() {
      told.add("merged");
    }
  }
}
