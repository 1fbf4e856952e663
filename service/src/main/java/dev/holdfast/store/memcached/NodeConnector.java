package dev.holdfast.store.memcached;

import com.google.code.yanf4j.config.Configuration;
import com.google.code.yanf4j.core.Session;
import com.google.code.yanf4j.nio.NioSession;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import net.rubyeye.xmemcached.CommandFactory;
import net.rubyeye.xmemcached.MemcachedSessionComparator;
import net.rubyeye.xmemcached.MemcachedSessionLocator;
import net.rubyeye.xmemcached.buffer.BufferAllocator;
import net.rubyeye.xmemcached.impl.MemcachedConnector;
import net.rubyeye.xmemcached.impl.ReconnectRequest;
import net.rubyeye.xmemcached.utils.InetSocketAddressWrapper;

/** Makes the connections of one node, when it is told to: the library's own healing is off. */
final class NodeConnector extends MemcachedConnector {
  private final AtomicLong connections = new AtomicLong();
  private final CommandFactory commands;
  private final ConnectionTerms terms;

  /** How the library finds sessions; there is only ever one. */
  record Routing(MemcachedSessionLocator locator, MemcachedSessionComparator comparator) {}

  @SuppressWarnings("deprecation") // BufferAllocator is in the library's signature
  NodeConnector(
      Configuration configuration,
      Routing routing,
      BufferAllocator allocator,
      CommandFactory commands,
      ConnectionTerms terms) {
    super(configuration, routing.locator(), routing.comparator(), allocator, commands, 1, 2);
    this.commands = commands;
    this.terms = terms;
    setEnableHealSession(false);
  }

  /** Connects, waiting at most {@code timeout}. What accepts the connection may still be hung. */
  NodeConnection open(InetSocketAddress address, Duration timeout) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      configureSocketChannel(channel);
      channel.configureBlocking(true);
      channel.socket().connect(address, (int) timeout.toMillis());
      channel.configureBlocking(false);
      var wrapper = new InetSocketAddressWrapper(address, 1, 1, null, false);
      NodeConnection connection = (NodeConnection) createSession(channel, wrapper);
      addSession(connection);
      return connection;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  protected NioSession buildSession(SocketChannel channel) {
    var config = buildSessionConfig(channel, buildQueue());
    return new NodeConnection(
        connections.incrementAndGet(), terms, new NodeConnection.Wiring(config, commands));
  }

  /** Forgets the request: {@link MemcachedNode} decides when to connect again. */
  @Override
  public void addToWatingQueue(ReconnectRequest request) {}

  /** Closes at once, where the library would ask a hung node to quit and wait for it. */
  @Override
  public synchronized void quitAllSessions() {
    for (Session session : getSessionSet()) {
      ((NodeConnection) session).close("this replica is stopping");
    }
  }
}
