package dev.holdfast.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.client.testing.InMemorySessionClient;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class SettingsTest {
  private final InMemorySessionClient service = new InMemorySessionClient();

  private static String refusal(Consumer<ManagerSettings> change) {
    ManagerSettings settings = new ManagerSettings();
    settings.client = InMemorySessionClient::new;
    change.accept(settings);
    return String.valueOf(
        assertThrows(
                IllegalArgumentException.class,
                () -> settings.open(null, SettingsTest.class::getClassLoader))
            .getMessage());
  }

  @Test
  void errorNamesTheSettingAndWhatWasExpected() {
    assertEquals(
        "endpoints: none (expected: such as http://10.0.0.5:8080,http://10.0.0.6:8080)",
        refusal(each -> each.client = null));
    assertEquals(
        "transport: grpc (expected: one of [rest]; grpc needs holdfast-client-grpc)",
        refusal(
            each -> {
              each.client = null;
              each.endpoints = "http://127.0.0.1:1?transport=grpc";
            }));
    assertEquals(
        "onLockTimeout: wait (expected: fail, optimistic or read-only)",
        refusal(each -> each.onLockTimeout = "wait"));
    assertEquals(
        "clashes: first (expected: last-wins or refuse)", refusal(each -> each.clashes = "first"));
    assertEquals(
        "rotateGrace: 10m (expected: at most 300s)", refusal(each -> each.rotateGrace = "10m"));
    assertEquals(
        "rotateGrace: 30 (expected: a number and a unit, such as 250ms, 5s, 2m)",
        refusal(each -> each.rotateGrace = "30"));
    assertEquals("sticky: true (expected: a route as well)", refusal(each -> each.sticky = true));
  }

  @Test
  void applicationDoesNotStartWhenASettingIsWrong() {
    AppServer.Setup setup = new AppServer.Setup().sessions(sessions -> sessions.setRules("locked"));
    try (AppServer server = AppServer.start(service, setup)) {
      assertFalse(server.isApplicationStarted());
    }
  }

  @Test
  void emptySessionCostsNothingWhenItIsNotToBeKept() {
    AppServer.Setup setup =
        new AppServer.Setup().sessions(sessions -> sessions.setKeepEmpty(false));
    try (AppServer server = AppServer.start(service, setup)) {
      Browser browser = new Browser();
      assertEquals("open true", browser.text(server, "open"));
      assertEquals(List.of(), server.gate().trips());
      assertEquals("open true", browser.text(server, "open"));
    }
  }

  @Test
  void attributeOfAForbiddenClassFailsThePageThatStoresIt() {
    AppServer.Setup setup =
        new AppServer.Setup().sessions(sessions -> sessions.setAllowedClasses(""));
    try (AppServer server = AppServer.start(service, setup)) {
      Browser browser = new Browser();
      assertEquals("1", browser.text(server, "count"));
      assertEquals("status 500", browser.text(server, "basket?name=book"));
      assertEquals("1", browser.text(server, "read"));
    }
  }
}
