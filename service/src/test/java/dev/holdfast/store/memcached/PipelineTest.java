package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.holdfast.store.Await;
import dev.holdfast.store.Samples;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Commands gather while a node has enough to do, and go together when it answers. On a bare
 * connection, which nobody probes.
 */
class PipelineTest {
  private static final int SENT = 2;
  private static final int GATHERED = 40;

  private final Queue<String> kept = new ConcurrentLinkedQueue<>();
  private final FakeNode node = new FakeNode(this::keep);
  private final NodeClient client;
  private final NodeConnection connection;
  private boolean released;

  PipelineTest() throws IOException {
    client =
        new NodeClient(
            "test", new ConnectionTerms("a", false, 256, new NodeTally(), () -> {}, ReadLoop.NONE));
    PoolSettings.Node settings = node.settings("a");
    var address = new InetSocketAddress(settings.host(), settings.port());
    connection = client.nodeConnector().open(address, Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() throws IOException {
    client.shutdown();
    node.close();
  }

  private synchronized String keep(String line) {
    if (released) {
      return FakeNode.HEALTHY.apply(line);
    }
    kept.add(FakeNode.HEALTHY.apply(line));
    return "";
  }

  private synchronized void release() {
    released = true;
    node.say(String.join("", kept));
  }

  @Test
  void everyCallerIsAnsweredWhenCommandsGathered() {
    List<CompletableFuture<Reply>> replies = sendMoreThanTheNodeAnswers();

    assertEquals(SENT, kept.size(), "commands that reached the node before it answered");
    release();

    replies.forEach(reply -> assertEquals(Reply.Plain.MISS, reply.join()));
  }

  @Test
  void gatheredCommandsAreKnownNotToBeSentWhenTheirTimeIsUp() {
    List<CompletableFuture<Reply>> replies = sendMoreThanTheNodeAnswers();

    connection.expire(System.nanoTime() + Duration.ofDays(1).toNanos());

    for (int i = 0; i < replies.size(); i++) {
      assertEquals(new Reply.Failed(i < SENT, "node a: no answer in time"), replies.get(i).join());
    }
    assertEquals(SENT, connection.inFlight());
    assertFalse(connection.isClosed());
  }

  private List<CompletableFuture<Reply>> sendMoreThanTheNodeAnswers() {
    List<CompletableFuture<Reply>> first = Stream.generate(this::send).limit(SENT).toList();
    Await.until("the node has enough to do", () -> kept.size() == SENT);
    List<CompletableFuture<Reply>> more = Stream.generate(this::send).limit(GATHERED).toList();
    return Stream.concat(first.stream(), more.stream()).toList();
  }

  private CompletableFuture<Reply> send() {
    ItemKey key = ItemKey.record(Samples.freshKey());
    return connection.send(
        MetaRequest.get(key), System.nanoTime() + Duration.ofMinutes(1).toNanos());
  }
}
