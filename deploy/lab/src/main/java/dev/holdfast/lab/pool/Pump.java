package dev.holdfast.lab.pool;

import dev.holdfast.lab.pool.LinkMode.Kind;
import dev.holdfast.lab.pool.LinkMode.Way;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Forwards the bytes of one connection one way. While the mode is PASS the thread that read them
 * writes them; otherwise they are held, and a second thread delivers them when their turn comes.
 */
final class Pump {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Link link;
  private final Wire wire;
  private final Way way;
  private final InputStream input;
  private final OutputStream output;
  private final Deque<Held> held = new ArrayDeque<>();
  private boolean ended;
  private boolean delivering;

  /** Bytes that wait, and since when. */
  private static final class Held {
    private final byte[] bytes;
    private final long arrival = System.nanoTime();

    Held(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  Pump(Link link, Wire wire, Way way, Socket source, Socket target) throws IOException {
    this.link = link;
    this.wire = wire;
    this.way = way;
    this.input = source.getInputStream();
    this.output = target.getOutputStream();
  }

  void start() {
    Thread.ofPlatform().daemon().name("pump-" + link.port()).start(this::read);
  }

  private void read() {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
        forward(buffer, length);
      }
    } catch (IOException _) {
      // The end of this way, like an orderly one: what is held is still delivered.
    }
    end();
  }

  private synchronized void forward(byte[] buffer, int length) {
    if (held.isEmpty() && link.mode().toward(way) == Kind.PASS) {
      write(buffer, 0, length);
      return;
    }
    held.add(new Held(Arrays.copyOf(buffer, length)));
    link.hold(length);
    notifyAll();
    if (!delivering) {
      delivering = true;
      Thread.ofPlatform().daemon().name("held-" + link.port()).start(this::deliverAll);
    }
  }

  private void write(byte[] bytes, int from, int length) {
    try {
      output.write(bytes, from, length);
    } catch (IOException _) {
      // The peer has gone. Its bytes are dropped, so that the other peer is still heard out.
    }
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
    if (!delivering) {
      wire.endOf(way);
    }
  }

  private void deliverAll() {
    try {
      for (Held next = next(); next != null; next = next()) {
        link.awaitTurn(wire, way, next.arrival);
        deliver(next.bytes);
        delivered(next);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    wire.endOf(way);
  }

  /** Waits for held bytes; null when there will be none. */
  private synchronized @Nullable Held next() throws InterruptedException {
    while (held.isEmpty() && !ended) {
      wait();
    }
    return held.peek();
  }

  private void deliver(byte[] bytes) throws InterruptedException {
    int from = 0;
    while (from < bytes.length && link.mode().toward(way) == Kind.DRIP) {
      write(bytes, from, 1);
      from++;
      link.awaitDrop(wire, way);
    }
    write(bytes, from, bytes.length - from);
  }

  /** Bytes stay at the head until they are written, so that none overtakes them. */
  private synchronized void delivered(Held first) {
    held.remove();
    link.hold(-first.bytes.length);
  }
}
