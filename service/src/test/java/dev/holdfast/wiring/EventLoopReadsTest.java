package dev.holdfast.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.holdfast.store.Await;
import dev.holdfast.store.memcached.ReadLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Real sockets on a real event loop. */
class EventLoopReadsTest {
  private static final int END = -1;

  private final EventLoopGroup loops =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final ReadLoop reads = new EventLoopReads(loops);

  /** Two ends of a connection, and what was read at one of them: bytes, or {@link #END}. */
  private record Pair(SocketChannel near, SocketChannel far, Queue<Integer> read)
      implements AutoCloseable {
    static Pair connected() throws IOException {
      try (ServerSocketChannel server = ServerSocketChannel.open()) {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        SocketChannel near = SocketChannel.open(server.getLocalAddress());
        near.configureBlocking(false);
        return new Pair(near, server.accept(), new ConcurrentLinkedQueue<>());
      }
    }

    ReadLoop.Watch watchedBy(ReadLoop loop) {
      return Objects.requireNonNull(loop.watch(near, this::readOne));
    }

    void say(int what) throws IOException {
      far.write(ByteBuffer.wrap(new byte[] {(byte) what}));
    }

    void awaitRead(int what) {
      Await.until("it is read", () -> read.contains(what));
    }

    private void readOne() {
      ByteBuffer one = ByteBuffer.allocate(1);
      try {
        if (near.read(one) < 0) {
          read.add(END);
          near.close();
        } else {
          read.add((int) one.get(0));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() throws IOException {
      near.close();
      far.close();
    }
  }

  @AfterEach
  void shutDown() {
    loops.shutdownGracefully();
  }

  @Test
  void watchTellsEachTimeThereIsSomethingToReadAndWhenThePeerCloses() throws Exception {
    try (Pair pair = Pair.connected()) {
      pair.watchedBy(reads);

      pair.say(1);
      pair.awaitRead(1);
      pair.say(2);
      pair.awaitRead(2);
      pair.far().close();

      pair.awaitRead(END);
    }
  }

  @Test
  void endLetsAnotherChannelHaveTheNumber() throws Exception {
    for (int i = 0; i < 100; i++) {
      try (Pair pair = Pair.connected()) {
        var ended = new CountDownLatch(1);
        ReadLoop.Watch watch = pair.watchedBy(reads);
        pair.say(1);
        pair.awaitRead(1);

        watch.end(ended::countDown);

        ended.await();
      }
    }
  }

  @Test
  void endStopsTheWatchBeforeItRunsTheTask() throws Exception {
    try (Pair pair = Pair.connected();
        Pair other = Pair.connected()) {
      var ended = new CountDownLatch(1);
      pair.watchedBy(reads).end(ended::countDown);
      ended.await();
      other.watchedBy(reads);

      pair.say(1);
      other.say(2);

      other.awaitRead(2);
      assertEquals(0, pair.read().size());
    }
  }

  @Test
  void endRunsTheTaskWhenTheLoopHasEnded() throws Exception {
    try (Pair pair = Pair.connected()) {
      ReadLoop.Watch watch = pair.watchedBy(reads);
      loops.shutdownGracefully().await();
      var ended = new CountDownLatch(1);

      watch.end(ended::countDown);

      ended.await();
    }
  }

  @Test
  void watchIsNoneWhereTheLoopsCannotWatchNumbers() throws Exception {
    EventLoopGroup portable = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    try (Pair pair = Pair.connected()) {
      assertNull(new EventLoopReads(portable).watch(pair.near(), () -> {}));
    } finally {
      portable.shutdownGracefully();
    }
  }
}
