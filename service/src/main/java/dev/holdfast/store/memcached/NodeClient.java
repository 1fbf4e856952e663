package dev.holdfast.store.memcached;

import com.google.code.yanf4j.config.Configuration;
import com.google.code.yanf4j.core.SocketOption;
import com.google.code.yanf4j.core.impl.StandardSocketOption;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.rubyeye.xmemcached.CommandFactory;
import net.rubyeye.xmemcached.MemcachedSessionComparator;
import net.rubyeye.xmemcached.MemcachedSessionLocator;
import net.rubyeye.xmemcached.XMemcachedClient;
import net.rubyeye.xmemcached.buffer.BufferAllocator;
import net.rubyeye.xmemcached.command.TextCommandFactory;
import net.rubyeye.xmemcached.impl.MemcachedConnector;

/**
 * An Xmemcached client of one node, with one reactor thread and one connection at a time. Each node
 * has its own, so that nothing that befalls one node delays another.
 */
final class NodeClient extends XMemcachedClient {
  private static final int SOCKET_BUFFER_BYTES = 256 * 1024;

  private final ConnectionTerms terms;

  NodeClient(String name, ConnectionTerms terms) throws IOException {
    this.terms = terms;
    super(
        null,
        null,
        null,
        configuration(),
        socketOptions(),
        new TextCommandFactory(),
        null,
        null,
        List.of(),
        Map.of(),
        1,
        DEFAULT_CONNECT_TIMEOUT,
        name,
        false,
        false);
    setEnableHeartBeat(false);
  }

  /** Returns the connector, which opens connections. */
  NodeConnector nodeConnector() {
    return (NodeConnector) getConnector();
  }

  private static Configuration configuration() {
    Configuration configuration = new Configuration();
    configuration.setSelectorPoolSize(1);
    configuration.setReadThreadCount(0);
    configuration.setWriteThreadCount(0);
    configuration.setSessionIdleTimeout(0);
    return configuration;
  }

  @SuppressWarnings("rawtypes") // the library's signature
  private static Map<SocketOption, Object> socketOptions() {
    Map<SocketOption, Object> options = new HashMap<>();
    options.put(StandardSocketOption.TCP_NODELAY, true);
    options.put(StandardSocketOption.SO_KEEPALIVE, true);
    options.put(StandardSocketOption.SO_SNDBUF, SOCKET_BUFFER_BYTES);
    options.put(StandardSocketOption.SO_RCVBUF, SOCKET_BUFFER_BYTES);
    options.put(StandardSocketOption.SO_LINGER, 0);
    return options;
  }

  /** Called by the constructor of the library. */
  @Override
  @SuppressWarnings("deprecation") // BufferAllocator is in the library's signature
  protected MemcachedConnector newConnector(
      BufferAllocator allocator,
      Configuration configuration,
      MemcachedSessionLocator locator,
      MemcachedSessionComparator comparator,
      CommandFactory commands,
      int poolSize,
      int maxQueuedNoReplyOperations) {
    configuration.setDispatchMessageThreadCount(0);
    var routing = new NodeConnector.Routing(locator, comparator);
    return new NodeConnector(configuration, routing, allocator, commands, terms);
  }
}
