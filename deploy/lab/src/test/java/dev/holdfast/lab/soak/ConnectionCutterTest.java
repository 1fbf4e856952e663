package dev.holdfast.lab.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ConnectionCutterTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private ServerSocket node;
  private ConnectionCutter cutter;

  @BeforeEach
  void start() throws IOException {
    node = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    cutter = ConnectionCutter.start(0, node.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    cutter.close();
    node.close();
  }

  @Test
  void cutResetsAConnectionThatPassedBothWays() throws IOException, InterruptedException {
    try (Socket replica = usedConnection()) {
      assertTrue(cutter.cut(true, PATIENCE));

      assertThrows(SocketException.class, () -> replica.getInputStream().read());
    }
  }

  @Test
  void cutEndsAConnectionInOrderWhenItIsNotToBeReset() throws IOException, InterruptedException {
    try (Socket replica = usedConnection()) {
      assertTrue(cutter.cut(false, PATIENCE));

      assertEquals(-1, replica.getInputStream().read());
    }
  }

  @Test
  void cutIsFalseWhenTheNodeHasNotAnswered() throws IOException, InterruptedException {
    try (Socket replica = connect();
        Socket _ = node.accept()) {
      assertFalse(cutter.cut(true, Duration.ZERO));

      assertTrue(replica.isConnected());
    }
  }

  @Test
  void cutIsFalseWhenTheConnectionWasCutBefore() throws IOException, InterruptedException {
    try (Socket _ = usedConnection()) {
      cutter.cut(true, PATIENCE);

      assertFalse(cutter.cut(true, Duration.ZERO));
    }
  }

  @Test
  void cutGoesOnToTheNextWhenTheReplicaHasEndedOne() throws IOException, InterruptedException {
    usedConnection().close();
    try (Socket replica = usedConnection()) {
      assertTrue(cutter.cut(true, PATIENCE));

      assertThrows(SocketException.class, () -> replica.getInputStream().read());
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), cutter.port());
  }

  /** A connection over which one byte went there and one came back. */
  private Socket usedConnection() throws IOException {
    Socket replica = connect();
    replica.getOutputStream().write('?');
    Socket answering = node.accept();
    assertEquals('?', answering.getInputStream().read());
    answering.getOutputStream().write('!');
    assertEquals('!', replica.getInputStream().read());
    return replica;
  }
}
