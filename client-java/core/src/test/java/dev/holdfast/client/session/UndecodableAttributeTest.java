package dev.holdfast.client.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.client.Payload;
import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.Write;
import dev.holdfast.client.attribute.AttributeException;
import dev.holdfast.client.attribute.Envelope;
import dev.holdfast.client.attribute.EnvelopeFormat;
import java.io.File;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class UndecodableAttributeTest {
  private static final Envelope LOST = new Envelope("java", new byte[] {1, 2, 3});
  private static final Envelope FOREIGN = new Envelope("json", new byte[] {'4'});

  private final Application application = new Application();
  private final Application.Server server = application.server(SessionSettings.DEFAULT);
  private final String cookie = WebSessions.newId();

  @BeforeEach
  void storeTwoThatCannotBeDecoded() {
    Payload payload =
        EnvelopeFormat.write(
            Map.of("lost", LOST, "foreign", FOREIGN, "fine", text("1"), "other", text("2")));
    application.service.create(SessionKey.ofSessionId(cookie), Write.of(payload));
  }

  private static Envelope text(String text) {
    return new Envelope("text", text.getBytes(UTF_8));
  }

  @Test
  void othersWorkAndItsBytesAreKept() throws AttributeException {
    server.serve(
        RequestPolicy.EXCLUSIVE,
        cookie,
        session -> {
          assertEquals(Set.of("lost", "foreign", "fine", "other"), session.attributeNames());
          assertNull(session.attribute("lost"));
          assertNull(session.attribute("lost"));
          assertNull(session.attribute("foreign"));
          assertEquals("1", session.attribute("fine"));
          assertEquals(Set.of("lost", "foreign"), session.undecodable());
          session.attribute("fine", "changed");
        });
    assertEquals(List.of("undecodable lost", "undecodable foreign"), application.told);
    Map<String, Envelope> stored = stored();
    assertArrayEquals(LOST.bytes(), stored.get("lost").bytes());
    assertEquals(FOREIGN, stored.get("foreign"));
    assertEquals(text("changed"), stored.get("fine"));
  }

  @Test
  void itIsReplacedOrRemovedWhenTheApplicationSaysSo() throws AttributeException {
    server.serve(
        RequestPolicy.EXCLUSIVE,
        cookie,
        session -> {
          session.attribute("lost", "new");
          session.removeAttribute("foreign");
        });
    assertEquals(text("new"), stored().get("lost"));
    assertNull(stored().get("foreign"));
  }

  @Test
  void nothingIsDecodedThatIsNotAskedFor() {
    server.serve(RequestPolicy.EXCLUSIVE, cookie, session -> session.attribute("fine"));
    assertEquals(List.of(), application.told);
  }

  @Test
  void valueThatNoCodecTakesIsRefusedWhereItIsPut() {
    SessionRequest request = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    WebSession session = request.create();
    assertThrows(IllegalArgumentException.class, () -> session.attribute("thread", new Object()));
  }

  @Test
  void valueOfAClassThatIsNotAllowedIsToldAndNothingIsSaved() throws AttributeException {
    SessionRequest request = server.sessions().begin(RequestPolicy.EXCLUSIVE);
    WebSession session = request.find(cookie).orElseThrow();
    session.attribute("fine", "changed");
    session.attribute("url", new File("/"));
    var failure = assertThrows(AttributeNotStoredException.class, request::finish);
    assertEquals(
        "attribute url: java.io.File is not among the allowed classes (within a java.io.File)",
        failure.getMessage());
    assertEquals(text("1"), stored().get("fine"));
  }

  private Map<String, Envelope> stored() throws AttributeException {
    ReadAnswer answer = application.service.find(SessionKey.ofSessionId(cookie));
    return EnvelopeFormat.read(
        assertInstanceOf(ReadAnswer.Found.class, answer).session().payload());
  }
}
