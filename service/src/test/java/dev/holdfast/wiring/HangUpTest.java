package dev.holdfast.wiring;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.util.Durations;
import dev.holdfast.api.v1.AcquireSessionRequest;
import dev.holdfast.api.v1.SessionServiceGrpc;
import dev.holdfast.store.Await;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client that dies leaves behind: no place in line, and no lock that is bound to it. */
@Timeout(60)
final class HangUpTest {
  private static final String LONG_LEASE = "60s";

  private final RunningReplica replica = new RunningReplica();

  @AfterEach
  void stop() {
    replica.close();
  }

  @Test
  void nextInLineGetsTheLockWhenTheConnectionOfTheFirstHasBroken() throws Exception {
    acquireNow("owner-one");
    try (Socket dying = send("owner-two", "")) {
      awaitWaiters(1);
    }
    awaitWaiters(0);
    var third = waiting("owner-three");

    release("owner-one");

    assertEquals(204, third.get(20, TimeUnit.SECONDS).statusCode());
  }

  @Test
  void nextInLineGetsTheLockWhenTheCallOfTheFirstIsCancelled() throws Exception {
    acquireNow("owner-one");
    ManagedChannel channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", replica.grpcPort).usePlaintext().build();
    SessionServiceGrpc.newFutureStub(channel).acquireSession(patient("owner-two"));
    awaitWaiters(1);
    channel.shutdownNow();
    awaitWaiters(0);
    var third = waiting("owner-three");

    release("owner-one");

    assertEquals(204, third.get(20, TimeUnit.SECONDS).statusCode());
  }

  @Test
  void lockIsFreedWhenItIsBoundToAConnectionThatBreaks() throws Exception {
    try (Socket dying = send("owner-one", "Session-Lock-Scope: connection\r\n")) {
      assertEquals("HTTP/1.1 204 No Content", statusOf(dying));
      assertEquals(423, replica.send(replica.acquire("owner-two", "0")).statusCode());
    }

    assertEquals(204, replica.send(replica.acquire("owner-two", "20")).statusCode());
  }

  @Test
  void lockLastsForItsLeaseWhenItIsBoundToNothing() throws Exception {
    try (Socket dying = send("owner-one", "")) {
      assertEquals("HTTP/1.1 204 No Content", statusOf(dying));
    }

    assertEquals(423, replica.send(replica.acquire("owner-two", "0.5")).statusCode());
  }

  @Test
  void acquireIsRefusedWhenItsScopeIsUnknown() throws Exception {
    try (Socket client = send("owner-one", "Session-Lock-Scope: tab\r\n")) {
      assertEquals("HTTP/1.1 400 Bad Request", statusOf(client));
    }
  }

  private void acquireNow(String owner) {
    assertEquals(204, replica.send(replica.acquire(owner, "0")).statusCode());
  }

  private void release(String owner) {
    var request =
        replica
            .rest(RunningReplica.PATH + ":release")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"owner\":\"" + owner + "\"}"));
    assertEquals(204, replica.send(request.build()).statusCode());
  }

  private CompletableFuture<HttpResponse<String>> waiting(String owner) {
    var answer =
        replica
            .client()
            .sendAsync(replica.acquire(owner, "20"), HttpResponse.BodyHandlers.ofString());
    awaitWaiters(1);
    return answer;
  }

  private void awaitWaiters(int count) {
    String line = "holdfast_lock_waiters " + count + ".0\n";
    Await.until(
        count + " wait",
        () -> replica.send(replica.operations("/metrics").build()).body().contains(line));
  }

  private static AcquireSessionRequest patient(String owner) {
    return AcquireSessionRequest.newBuilder()
        .setNamespace("default")
        .setKey(RunningReplica.PATH.substring(RunningReplica.PATH.lastIndexOf('/') + 1))
        .setOwner(owner)
        .setWait(Durations.fromSeconds(20))
        .build();
  }

  private static String statusOf(Socket socket) throws IOException {
    return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
  }

  /** Sends an acquire that waits, over a connection of its own. */
  private Socket send(String owner, String field) throws IOException {
    String body = "{\"owner\":\"" + owner + "\",\"lease\":\"" + LONG_LEASE + "\"}";
    var socket = new Socket(InetAddress.getLoopbackAddress(), replica.restPort);
    String head =
        "POST "
            + RunningReplica.PATH
            + ":acquire HTTP/1.1\r\nHost: replica\r\nContent-Type: application/json\r\n"
            + "Prefer: wait=20\r\n"
            + field
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n";
    socket.getOutputStream().write((head + body).getBytes(US_ASCII));
    return socket;
  }
}
