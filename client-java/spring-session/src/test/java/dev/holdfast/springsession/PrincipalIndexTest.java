package dev.holdfast.springsession;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.Reason;
import dev.holdfast.client.adapter.Browser;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class PrincipalIndexTest {
  private static final String LOGIN = "/login?user=anna";

  @Test
  void sessionsOfAUserAreListedAndEndedOnAllServers() {
    try (Farm farm = new Farm()) {
      List<Farm.Server> servers = List.of(farm.start(), farm.start());
      Browser phone = new Browser();
      Browser laptop = new Browser();
      Browser stranger = new Browser();
      phone.get(servers.get(0), LOGIN);
      laptop.get(servers.get(1), LOGIN);
      stranger.get(servers.get(1), "/login?user=eve");
      HoldfastSessionRepository repository = servers.get(0).repository();
      assertEquals(2, repository.userSessions("anna").sessions().size());
      assertEquals(1, repository.endUserSessions("anna", sessionId(laptop)));
      assertEquals("no session", phone.get(servers.get(1), "/get?name=user"));
      assertEquals("anna", laptop.get(servers.get(0), "/get?name=user"));
      assertEquals(1, repository.endUserSessions("anna"));
      assertEquals("no session", laptop.get(servers.get(0), "/get?name=user"));
      assertEquals("eve", stranger.get(servers.get(0), "/get?name=user"));
    }
  }

  @Test
  void databaseIsAskedForWhenTheServiceHasNone() {
    try (Farm farm = Farm.withoutDatabase()) {
      HoldfastSessionRepository repository = farm.start().repository();
      var list = assertThrows(PrincipalIndexException.class, () -> repository.userSessions("anna"));
      assertEquals(Reason.NEEDS_DATABASE, list.problem().reason());
      assertTrue(list.getMessage().contains("expected: a session service with a database"));
      var end =
          assertThrows(PrincipalIndexException.class, () -> repository.endUserSessions("anna"));
      assertEquals(Reason.NEEDS_DATABASE, end.problem().reason());
    }
  }

  @Test
  void indexIsUnknownWhenTheServiceIsDown() {
    try (Farm farm = new Farm()) {
      Farm.Server server = farm.start();
      server.client().cut();
      var unknown =
          assertThrows(
              PrincipalIndexException.class, () -> server.repository().userSessions("anna"));
      assertEquals(Reason.NO_ANSWER, unknown.problem().reason());
    }
  }

  @Test
  void sessionsByPrincipalAreRefusedWithWhatToUse() {
    try (Farm farm = new Farm()) {
      HoldfastSessionRepository repository = farm.start().repository();
      var refusal =
          assertThrows(
              UnsupportedOperationException.class, () -> repository.findByPrincipalName("anna"));
      assertTrue(refusal.getMessage().contains("endUserSessions"));
      assertEquals(Map.of(), repository.findByIndexNameAndIndexValue("other", "value"));
    }
  }

  /** Returns the session id that the cookie names. */
  private static String sessionId(Browser browser) {
    return new String(Base64.getDecoder().decode(String.valueOf(browser.cookie())), UTF_8);
  }
}
