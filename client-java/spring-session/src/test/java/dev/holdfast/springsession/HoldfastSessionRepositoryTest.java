package dev.holdfast.springsession;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.SessionKey;
import dev.holdfast.client.adapter.SteeredClock;
import dev.holdfast.client.attribute.AttributeCodecs;
import dev.holdfast.client.attribute.JavaSerialization;
import dev.holdfast.client.session.ClashPolicy;
import dev.holdfast.client.session.Routing;
import dev.holdfast.client.session.SessionConflictException;
import dev.holdfast.client.session.SessionHooks;
import dev.holdfast.client.session.SessionObserver;
import dev.holdfast.client.session.SessionSettings;
import dev.holdfast.client.session.SessionUnavailableException;
import dev.holdfast.client.session.WebSessions;
import dev.holdfast.client.testing.InMemorySessionClient;
import dev.holdfast.client.testing.NamespacePolicy;
import dev.holdfast.client.testing.SteeredSessionClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.session.FlushMode;
import org.springframework.session.SaveMode;
import org.springframework.session.events.SessionCreatedEvent;
import org.springframework.session.events.SessionDeletedEvent;
import org.springframework.session.events.SessionExpiredEvent;

/** The repository as a part of an application uses it that serves no request. */
final class HoldfastSessionRepositoryTest {
  private final SteeredClock clock = new SteeredClock();
  private final SteeredSessionClient client =
      new SteeredSessionClient(new InMemorySessionClient(NamespacePolicy.DEFAULT, clock));
  private final List<Object> events = new ArrayList<>();

  @Test
  void onlyWhatWasPutIsSavedInSaveModeOnSetAttribute() {
    var repository = repository(FlushMode.ON_SAVE, SaveMode.ON_SET_ATTRIBUTE);
    assertEquals(List.of("a"), addWithoutPutting(repository));
    var repeated = repository(FlushMode.ON_SAVE, SaveMode.ON_GET_ATTRIBUTE);
    assertEquals(List.of("a", "b"), addWithoutPutting(repeated));
    assertEquals(
        List.of("a", "b"), addWithoutPutting(repository(FlushMode.ON_SAVE, SaveMode.ALWAYS)));
  }

  @Test
  void nothingIsSavedWhenWhatWasReadIsTheSame() {
    var repository = repository(FlushMode.ON_SAVE, SaveMode.ALWAYS);
    String id = create(repository, "list", new ArrayList<>(List.of("a")));
    HoldfastSession session = find(repository, id);
    session.getAttribute("list");
    client.calls();
    repository.save(session);
    assertEquals(List.of(), client.calls());
  }

  @Test
  void eachChangeIsSavedAtOnceInFlushModeImmediate() {
    var repository = repository(FlushMode.IMMEDIATE, SaveMode.ON_GET_ATTRIBUTE);
    HoldfastSession session = repository.createSession();
    assertEquals(List.of("create"), client.calls());
    session.setAttribute("name", "1");
    assertEquals(List.of("save"), client.calls());
    assertEquals("1", find(repository, session.getId()).getAttribute("name"));
  }

  @Test
  void sessionWithoutAttributesIsKept() {
    var repository = repository();
    HoldfastSession session = repository.createSession();
    assertNull(repository.findById(session.getId()));
    repository.save(session);
    assertEquals(Set.of(), find(repository, session.getId()).getAttributeNames());
  }

  @Test
  void clashIsToldWhenThePolicyRefusesIt() {
    var repository = repository();
    String id = create(repository, "both", "0");
    HoldfastSession mine = find(repository, id);
    HoldfastSession theirs = find(repository, id);
    mine.setAttribute("both", "mine");
    mine.setAttribute("more", "1");
    theirs.setAttribute("both", "theirs");
    repository.save(theirs);
    assertThrows(SessionConflictException.class, () -> repository.save(mine));
    assertEquals("theirs", find(repository, id).getAttribute("both"));
    assertNull(find(repository, id).getAttribute("more"));
  }

  @Test
  void unknownIsNotAbsentWhenTheServiceIsDown() {
    var repository = repository();
    String id = create(repository, "name", "1");
    client.cut();
    assertThrows(SessionUnavailableException.class, () -> repository.findById(id));
    assertThrows(SessionUnavailableException.class, () -> repository.deleteById(id));
    client.mend();
    assertNotNull(repository.findById(id));
  }

  @Test
  void lateSaveRevivesNothingWhenTheSessionWasDeleted() {
    var repository = repository();
    String id = create(repository, "name", "1");
    HoldfastSession late = find(repository, id);
    repository.deleteById(id);
    late.setAttribute("name", "2");
    repository.save(late);
    assertTrue(late.isExpired());
    assertNull(repository.findById(id));
  }

  @Test
  void sessionEndsWithItsOwnTimeoutAndNotBeforeIt() {
    var repository = repository();
    HoldfastSession session = repository.createSession();
    session.setMaxInactiveInterval(Duration.ofMinutes(10));
    repository.save(session);
    String id = session.getId();
    for (int i = 0; i < 3; i++) {
      clock.pass(Duration.ofMinutes(9));
      HoldfastSession used = find(repository, id);
      assertEquals(Duration.ofMinutes(10), used.getMaxInactiveInterval());
      repository.save(used);
    }
    clock.pass(Duration.ofMinutes(12));
    events.clear();
    assertNull(repository.findById(id));
    assertEquals(List.of(SessionExpiredEvent.class), kindsOfEvents());
    clock.pass(Duration.ofMinutes(-12));
    assertNull(repository.findById(id));
  }

  @Test
  void expiryIsToldOnceWhenTheSessionIsAskedFor() {
    var repository = repository();
    String id = create(repository, "name", "1");
    clock.pass(Duration.ofMinutes(31));
    assertNull(repository.findById(id));
    assertNull(repository.findById(id));
    assertEquals(List.of(SessionCreatedEvent.class, SessionExpiredEvent.class), kindsOfEvents());
  }

  @Test
  void endElsewhereIsToldAsADeletionWhenTheSessionIsAskedFor() {
    var repository = repository();
    String id = create(repository, "name", "1");
    client.end(SessionKey.ofSessionId(id));
    assertNull(repository.findById(id));
    assertEquals(List.of(SessionCreatedEvent.class, SessionDeletedEvent.class), kindsOfEvents());
  }

  @Test
  void timeoutOfTheNamespaceIsReportedWhenTheSessionHasNoneOfItsOwn() {
    var repository = repository();
    String id = create(repository, "name", "1");
    assertEquals(Duration.ofMinutes(30), find(repository, id).getMaxInactiveInterval());
  }

  @Test
  void idCarriesTheRouteOfTheServer() {
    var first = routed("a");
    var second = routed("b");
    HoldfastSession session = first.createSession();
    session.setAttribute("name", "1");
    first.save(session);
    assertTrue(session.getId().endsWith(".a"));
    HoldfastSession moved = find(second, session.getId());
    assertEquals(session.getId().replace(".a", ".b"), moved.getId());
    assertEquals("1", moved.getAttribute("name"));
  }

  private List<?> kindsOfEvents() {
    return events.stream().map(Object::getClass).toList();
  }

  private List<String> addWithoutPutting(HoldfastSessionRepository repository) {
    String id = create(repository, "list", new ArrayList<>(List.of("a")));
    HoldfastSession session = find(repository, id);
    List<String> list = session.getRequiredAttribute("list");
    list.add("b");
    session.setAttribute("other", "1");
    repository.save(session);
    return find(repository, id).getRequiredAttribute("list");
  }

  private static String create(HoldfastSessionRepository repository, String name, Object value) {
    HoldfastSession session = repository.createSession();
    session.setAttribute(name, value);
    repository.save(session);
    return session.getId();
  }

  private static HoldfastSession find(HoldfastSessionRepository repository, String id) {
    HoldfastSession session = repository.findById(id);
    if (session == null) {
      throw new AssertionError("no session");
    }
    return session;
  }

  private HoldfastSessionRepository repository() {
    return repository(FlushMode.ON_SAVE, SaveMode.ON_GET_ATTRIBUTE);
  }

  private HoldfastSessionRepository repository(FlushMode flushMode, SaveMode saveMode) {
    return repository(SessionSettings.DEFAULT, new Saving(flushMode, saveMode, clock));
  }

  private HoldfastSessionRepository routed(String route) {
    return repository(
        SessionSettings.DEFAULT.withRouting(Routing.sticky(route)),
        new Saving(FlushMode.ON_SAVE, SaveMode.ON_GET_ATTRIBUTE, clock));
  }

  private HoldfastSessionRepository repository(SessionSettings settings, Saving saving) {
    AttributeCodecs codecs =
        AttributeCodecs.standard(
            JavaSerialization.allowing(
                List.of(), HoldfastSessionRepositoryTest.class::getClassLoader));
    SessionHooks hooks = new SessionHooks(ClashPolicy.REFUSE, SessionObserver.logging());
    WebSessions sessions = WebSessions.open(client, settings, codecs, hooks, clock);
    return new HoldfastSessionRepository(client, sessions, events::add, saving);
  }
}
