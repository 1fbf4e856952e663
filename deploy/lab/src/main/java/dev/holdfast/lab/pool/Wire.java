package dev.holdfast.lab.pool;

import dev.holdfast.lab.pool.LinkMode.Way;
import java.io.IOException;
import java.net.Socket;
import java.util.EnumSet;
import java.util.Set;

/** One connection of a link: two sockets and a pump for each way. */
final class Wire {
  private final Link link;
  private final Socket replica;
  private final Socket node;
  private final Pump commands;
  private final Pump answers;
  private final Set<Way> open = EnumSet.allOf(Way.class);
  private volatile boolean over;

  Wire(Link link, Socket replica, Socket node) throws IOException {
    this.link = link;
    this.replica = replica;
    this.node = node;
    replica.setTcpNoDelay(true);
    node.setTcpNoDelay(true);
    this.commands = new Pump(link, this, Way.TO_NODE, replica, node);
    this.answers = new Pump(link, this, Way.FROM_NODE, node, replica);
  }

  void start() {
    commands.start();
    answers.start();
  }

  /** True when nothing will be forwarded any more. */
  boolean isOver() {
    return over;
  }

  /** Passes on that one side will send no more; when both are done, both sockets are closed. */
  synchronized void endOf(Way way) {
    open.remove(way);
    try {
      (way == Way.TO_NODE ? node : replica).shutdownOutput();
    } catch (IOException _) {
      // It is closed already.
    }
    if (open.isEmpty()) {
      over = true;
      close(replica);
      close(node);
      link.forget(this);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is closed already.
    }
  }

  /** Ends both connections with a reset: what was under way is lost. */
  void reset() {
    over = true;
    reset(replica);
    reset(node);
    link.forget(this);
  }

  /** Closes a socket so that its peer reads a reset. */
  static void reset(Socket socket) {
    try (socket) {
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // It is closed already.
    }
  }
}
