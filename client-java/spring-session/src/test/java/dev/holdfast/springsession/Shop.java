package dev.holdfast.springsession;

import dev.holdfast.client.session.ClashPolicy;
import dev.holdfast.client.session.SessionHooks;
import dev.holdfast.client.session.SessionObserver;
import dev.holdfast.client.testing.SteeredSessionClient;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.events.AbstractSessionEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A small application that keeps a counter, a list and a user in its session. */
@SpringBootConfiguration
@EnableAutoConfiguration
@RestController
public class Shop {
  final List<String> events = new CopyOnWriteArrayList<>();
  final CountDownLatch holding = new CountDownLatch(1);
  final CountDownLatch gate = new CountDownLatch(1);
  private final SteeredSessionClient service;

  Shop(SteeredSessionClient service) {
    this.service = service;
  }

  @Bean
  static SessionHooks hooks(@Value("${test.strict:false}") boolean strict) {
    ClashPolicy clashes = strict ? ClashPolicy.REFUSE : ClashPolicy.OWN_WINS;
    return new SessionHooks(clashes, SessionObserver.logging());
  }

  @EventListener
  void told(AbstractSessionEvent event) {
    Object user = event.getSession().getAttribute("user");
    events.add(event.getClass().getSimpleName() + (user == null ? "" : " " + user));
  }

  @GetMapping({"/count", "/free/count"})
  String count(HttpSession session) {
    int next = session.getAttribute("count") instanceof Integer count ? count + 1 : 1;
    session.setAttribute("count", next);
    return Integer.toString(next);
  }

  @GetMapping({"/put", "/free/put", "/read/put"})
  String put(HttpSession session, @RequestParam String name, @RequestParam String value) {
    session.setAttribute(name, value);
    return "put";
  }

  @GetMapping({"/get", "/read/get"})
  @Nullable String get(HttpServletRequest request, @RequestParam String name) {
    HttpSession session = request.getSession(false);
    return session == null ? "no session" : String.valueOf(session.getAttribute(name));
  }

  @GetMapping("/list")
  String newList(HttpSession session) {
    session.setAttribute("list", new java.util.ArrayList<>(List.of("a")));
    return "made";
  }

  @GetMapping("/add")
  @SuppressWarnings("unchecked")
  String addToTheListWithoutPuttingIt(HttpSession session) {
    List<String> list = (List<String>) session.getAttribute("list");
    list.add("b");
    return list.toString();
  }

  @GetMapping("/login")
  String login(HttpServletRequest request, @RequestParam String user) {
    request.getSession();
    request.changeSessionId();
    HttpSession session = request.getSession();
    session.setAttribute("user", user);
    session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, user);
    return "hello " + user;
  }

  @GetMapping("/login-in-an-outage")
  String login(HttpServletRequest request) {
    request.changeSessionId();
    request.getSession().setAttribute("late", "1");
    service.cut();
    return "hello";
  }

  @GetMapping("/logout")
  String logout(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
    return "bye";
  }

  @GetMapping("/stubborn")
  String asksAgainAfterAFailure(HttpServletRequest request) {
    try {
      request.getSession();
    } catch (RuntimeException ignored) {
      request.getSession(true);
    }
    return "a session";
  }

  @GetMapping("/flushed")
  void changeAfterTheResponseWasCommitted(HttpSession session, HttpServletResponse response)
      throws IOException {
    session.setAttribute("before", "1");
    response.getWriter().write("early ");
    response.flushBuffer();
    session.setAttribute("after", "2");
    response.getWriter().write("late");
  }

  @GetMapping("/async")
  Callable<String> async(HttpSession session) {
    session.setAttribute("first", "1");
    return () -> {
      session.setAttribute("second", "2");
      return "later";
    };
  }

  @GetMapping("/free/held")
  String held(HttpSession session) throws InterruptedException {
    session.setAttribute("both", "mine");
    holding.countDown();
    gate.await();
    return "held";
  }

  @GetMapping("/timeout")
  String timeout(HttpSession session, @RequestParam int seconds) {
    session.setMaxInactiveInterval(seconds);
    return Integer.toString(session.getMaxInactiveInterval());
  }
}
