package dev.holdfast.lab.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.lab.pool.LinkMode.Way;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class LinkTest {
  private EchoNode node;
  private Link link;
  private Socket client;

  @BeforeEach
  void connect() throws IOException {
    node = new EchoNode();
    link = new Link(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), node.port());
    client = new Socket(InetAddress.getLoopbackAddress(), link.port());
    assertEquals("hello", exchange("hello"));
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    link.close();
    node.close();
  }

  @Test
  void setHoldsCommandsWhenTheyFallIntoABlackHole() throws IOException {
    link.set(LinkMode.blackHole(Way.TO_NODE));
    send("abc");
    await(3, link::heldBytes);
    assertEquals(5, node.received());

    link.set(LinkMode.PASS);

    assertEquals("abc", receive(3));
    assertEquals("next", exchange("next"));
  }

  @Test
  void setLetsCommandsThroughWhenOnlyAnswersVanish() throws IOException {
    link.set(LinkMode.blackHole(Way.FROM_NODE));
    send("abc");
    await(8, node::received);
    await(3, link::heldBytes);

    link.set(LinkMode.PASS);

    assertEquals("abc", receive(3));
  }

  @Test
  void setDeliversCommandsOfAClosedConnectionWhenTheBlackHoleEnds() throws IOException {
    link.set(LinkMode.blackHole(Way.TO_NODE));
    send("abc");
    await(3, link::heldBytes);
    client.close();

    link.set(LinkMode.PASS);

    await(8, node::received);
  }

  @Test
  void setKeepsTheOrderWhenBytesAreLate() throws IOException {
    link.set(LinkMode.delay(Duration.ofMillis(20), Way.FROM_NODE));

    assertEquals("one", exchange("one"));
    assertEquals("two", exchange("two"));
  }

  @Test
  void setHoldsUntilItPassesWhenTheDelayIsLong() throws IOException {
    link.set(LinkMode.delay(Duration.ofHours(1), Way.TO_NODE));
    send("abc");
    await(3, link::heldBytes);

    link.set(LinkMode.PASS);

    assertEquals("abc", receive(3));
  }

  @Test
  void setLetsOneByteThroughWhenTheDripIsSlow() throws IOException {
    link.set(LinkMode.drip(Duration.ofHours(1), Way.TO_NODE));
    send("abc");
    assertEquals("a", receive(1));
    assertEquals(6, node.received());

    link.set(LinkMode.PASS);

    assertEquals("bc", receive(2));
  }

  @Test
  void setRefusesNewConnectionsWhenTheLinkRefuses() throws IOException {
    link.set(LinkMode.REFUSE);

    assertThrows(IOException.class, () -> client.getInputStream().read());
    assertThrows(
        ConnectException.class,
        () -> new Socket(InetAddress.getLoopbackAddress(), link.port()).close());
  }

  @Test
  void setAcceptsAgainWhenTheLinkRefusedBefore() throws IOException {
    link.set(LinkMode.REFUSE);
    link.set(LinkMode.PASS);

    client = new Socket(InetAddress.getLoopbackAddress(), link.port());
    assertEquals("again", exchange("again"));
  }

  @Test
  void cutResetsConnectionsAndAcceptsNewOnes() throws IOException {
    link.cut();

    assertThrows(IOException.class, () -> client.getInputStream().read());
    client = new Socket(InetAddress.getLoopbackAddress(), link.port());
    assertEquals("again", exchange("again"));
  }

  @Test
  void connectionEndsWhenTheNodeIsGone() throws IOException {
    node.close();

    try (var late = new Socket(InetAddress.getLoopbackAddress(), link.port())) {
      assertThrows(IOException.class, () -> late.getInputStream().read());
    }
  }

  private String exchange(String text) throws IOException {
    send(text);
    return receive(text.length());
  }

  private void send(String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private String receive(int length) throws IOException {
    return new String(client.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
  }

  private static void await(long wanted, LongSupplier value) {
    while (value.getAsLong() != wanted) {
      if (Thread.interrupted()) {
        throw new AssertionError(value.getAsLong() + " (expected: " + wanted + ")");
      }
      Thread.onSpinWait();
    }
  }
}
