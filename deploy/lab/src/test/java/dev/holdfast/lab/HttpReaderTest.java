package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HttpReaderTest {

  @Test
  void readReturnsBodyWhenItsLengthIsGiven() throws IOException {
    var answers = reader("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nSet-Cookie: a=b\r\n\r\nhello");

    assertEquals(new HttpAnswer(200, List.of("a=b"), "", "hello"), answers.read());
    assertTrue(answers.isReusable());
  }

  @Test
  void readReturnsBodyWhenItIsChunked() throws IOException {
    var answers =
        reader(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n");

    assertEquals("hello", answers.read().body());
  }

  @Test
  void readReturnsTheNextAnswerWhenTheConnectionIsKept() throws IOException {
    var answers =
        reader(
            "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na"
                + "HTTP/1.1 503 Busy\r\nContent-Length: 1\r\nConnection: close\r\n\r\nb");

    assertEquals(200, answers.read().status());
    assertEquals(503, answers.read().status());
    assertFalse(answers.isReusable());
  }

  @Test
  void readReturnsWhenToAskAgainWhenTheAnswerSaysIt() throws IOException {
    var answers = reader("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nRetry-After: 2\r\n\r\n");

    assertEquals("2", answers.read().retryAfter());
  }

  @Test
  void readThrowsEndOfFileWhenNoAnswerBegan() {
    assertThrows(EOFException.class, () -> reader("").read());
  }

  @Test
  void readThrowsCutWhenTheHeadBreaksOff() {
    assertThrows(AnswerCutException.class, () -> reader("HTTP/1.1 2").read());
  }

  @Test
  void readThrowsCutWhenTheBodyBreaksOff() {
    var answers = reader("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");

    assertThrows(AnswerCutException.class, answers::read);
  }

  @Test
  void readThrowsCutWhenTheLastChunkIsMissing() {
    var answers = reader("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n");

    assertThrows(AnswerCutException.class, answers::read);
  }

  private static HttpReader reader(String text) {
    return new HttpReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
