package dev.holdfast.client.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an answer ends, and what is none. */
final class AnswerFramingTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String MORE = "X-More: of forty bytes and a bit of it.\r\n".repeat(4000);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r\nContent-Length: 5\r\n\r\none",
        "Content-Length: 3, 3\r\n\r\none",
        "Content-Length: +3\r\n\r\none",
        "Content-Length: -3\r\n\r\none",
        "Content-Length: 0x3\r\n\r\none",
        "Content-Length:\r\n\r\none",
        "Content-Length: 99999999999\r\n\r\n",
        "Content-Length: 18446744073709551619\r\n\r\none",
        "Content-Length : 3\r\n\r\none",
        "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n0\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n\r\n3\r\none\r\n0\r\n\r\n",
        "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n3\r\nonex\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n+3\r\none\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n3\r\none\r\n-0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n3\r\none\r\n\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\none",
        "Transfer-Encoding: chunked\r\n\r\n100000003\r\none\r\n0\r\n\r\n",
        "X-Folded: a\r\n b: c\r\nContent-Length: 3\r\n\r\none",
        "X-Bare: a\rContent-Length: 0\r\nContent-Length: 3\r\n\r\none",
        "X-Zero: a\0b\r\nContent-Length: 3\r\n\r\none",
        "no header\r\nContent-Length: 3\r\n\r\none",
        ": no name\r\nContent-Length: 3\r\n\r\none",
      })
  void answerIsRefusedWhenItsHeadOrEndIsAmbiguous(String rest) {
    assertRefused(OK + rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 2000 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 +20 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 099 OK\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 101 Switch\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/2 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "SSH-2.0-OpenSSH\r\n",
      })
  void answerIsRefusedWhenItsFirstLineIsNotOfThisProtocol(String answer) {
    assertRefused(answer);
  }

  @Test
  void answerIsRefusedWhenItsHeadIsEndless() {
    assertRefused(OK + MORE + "Content-Length: 3\r\n\r\none");
  }

  @Test
  void answerIsRefusedWhenItsTrailersAreEndless() {
    assertRefused(OK + "Transfer-Encoding: chunked\r\n\r\n0\r\n" + MORE + "\r\n");
  }

  @Test
  void answerIsRefusedWhenInformationIsEndless() {
    String early = "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n";
    assertRefused(early.repeat(4000) + OK + "Content-Length: 3\r\n\r\none");
  }

  /** What the end of the connection ends may as well have been cut off. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\n\r\none",
        "HTTP/1.0 200 OK\r\n\r\none",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\non",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n",
        "HTTP/1.1 200 OK\r\nContent-Le",
      })
  void answerIsRefusedWhenItMayHaveBeenCutOff(String answer) {
    try (RawService service = new RawService((raw, turn) -> answer)) {
      service.endAfterEachAnswer();
      assertRefused(service);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none",
        "HTTP/1.1 200\r\nContent-Length: 0003\r\n\r\none",
        "HTTP/1.1 200 OK\r\nTRANSFER-ENCODING: Chunked\r\n\r\n0003 ;a=b\r\none\r\n0\r\nT: 1\r\n\r\n",
        "HTTP/1.1 200 OK\ncontent-length:\t3\t\n\none",
      })
  void connectionGoesOnAfterAnAnswerWithAnEnd(String answer) throws IOException {
    try (RawService service = new RawService((raw, turn) -> answer);
        Connection connection = connect(service)) {
      for (int i = 0; i < 2; i++) {
        assertEquals("one", new String(ask(connection, false).body(), ISO_8859_1));
        assertTrue(connection.isReusable());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"204 No Content", "304 Not Modified", "200 to a HEAD"})
  void connectionGoesOnAfterAnAnswerThatHasNoBody(String status) throws IOException {
    String answer = "HTTP/1.1 " + status + "\r\nContent-Length: 3\r\n\r\n";
    try (RawService service = new RawService((raw, turn) -> answer);
        Connection connection = connect(service)) {
      for (int i = 0; i < 2; i++) {
        assertEquals(0, ask(connection, status.endsWith("HEAD")).body().length);
        assertTrue(connection.isReusable());
      }
    }
  }

  @Test
  void connectionEndsAfterTheAnswerOfAnOldProxy() throws IOException {
    String old = "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\none";
    try (RawService service = new RawService((raw, turn) -> old);
        Connection connection = connect(service)) {
      assertEquals("one", new String(ask(connection, false).body(), ISO_8859_1));
      assertFalse(connection.isReusable());
    }
  }

  private static void assertRefused(String answer) {
    try (RawService service = new RawService((raw, turn) -> answer)) {
      assertRefused(service);
    }
  }

  private static void assertRefused(RawService service) {
    try (Connection connection = connect(service)) {
      IOException refusal = assertThrows(IOException.class, () -> ask(connection, false));
      assertFalse(refusal instanceof SocketTimeoutException, "it waited for more");
      assertFalse(connection.isReusable());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Connection connect(RawService service) throws IOException {
    return new Connections(service.uri(), null, LONG, new DeadlineGuard()).open(LONG);
  }

  private static HttpAnswer ask(Connection connection, boolean bodiless) throws IOException {
    byte[] request = "GET / HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(ISO_8859_1);
    return connection.exchange(
        request, bodiless, System.nanoTime() + Duration.ofSeconds(3).toNanos());
  }
}
