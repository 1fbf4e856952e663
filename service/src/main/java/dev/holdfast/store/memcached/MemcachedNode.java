package dev.holdfast.store.memcached;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One memcached, and whether it is fit for use. Calls take {@link #requireLink()}, which asks
 * nobody. Everything else happens in {@link #tick}: connecting, probing, giving up on what is
 * overdue. A connection is offered to calls only after the node has answered a probe on it, and is
 * closed when the node has missed three.
 */
final class MemcachedNode implements PoolNode, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MemcachedNode.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(500);
  private static final int DEFAULT_MAX_ITEM_BYTES = 1024 * 1024;

  private final PoolSettings.Node settings;
  private final Runnable onChange;
  private final @Nullable LongSupplier epoch;
  private final NodeTally tally = new NodeTally();
  private final NodeBreaker breaker;
  private final NodeClient client;
  private final Backoff backoff = new Backoff();
  private final CountDownLatch firstAnswer = new CountDownLatch(1);

  private volatile @Nullable NodeConnection ready;
  private volatile @Nullable NodeConnection opened;
  private volatile @Nullable TrustWatch trust;
  private volatile boolean connecting;
  private volatile boolean stopped;
  private volatile String reason = "not connected yet";
  private volatile long maxItemBytes = DEFAULT_MAX_ITEM_BYTES;

  private @Nullable NodeConnection current; // from here on for the ticking thread only
  private @Nullable NodeProbe probe;
  private long currentSinceNanos;

  /**
   * @param epoch tells which step of the ring this replica follows; null where there is one copy of
   *     a record only, so that whatever the node says is taken for true
   * @param onChange called when something may have to be done; never waits
   * @param reads where answers are read
   */
  MemcachedNode(
      PoolSettings.Node settings,
      int maxInFlight,
      @Nullable LongSupplier epoch,
      Runnable onChange,
      ReadLoop reads) {
    this.settings = settings;
    this.epoch = epoch;
    this.onChange = onChange;
    this.breaker = new NodeBreaker(settings.id());
    try {
      var terms =
          new ConnectionTerms(settings.id(), epoch != null, maxInFlight, tally, onChange, reads);
      client = new NodeClient("holdfast-" + settings.id(), terms);
    } catch (IOException e) {
      throw new UncheckedIOException("no selector for node " + settings.id(), e);
    }
  }

  @Override
  public String id() {
    return settings.id();
  }

  NodeTally tally() {
    return tally;
  }

  NodeBreaker breaker() {
    return breaker;
  }

  int inFlight() {
    NodeConnection connection = ready;
    return connection == null ? 0 : connection.inFlight();
  }

  @Override
  public long maxItemBytes() {
    return maxItemBytes;
  }

  @Override
  public @Nullable NodeLink link() {
    return connection();
  }

  /** Returns the connection in use, or null while the node is out of service. */
  @Nullable NodeConnection connection() {
    NodeConnection connection = ready;
    return connection == null || connection.isClosed() ? null : connection;
  }

  @Override
  public NodeLink requireLink() {
    NodeConnection connection = ready;
    if (connection == null || connection.isClosed()) {
      tally.refused().increment();
      throw new NoAnswerException(false, "node " + id() + ": " + reason(connection));
    }
    return connection;
  }

  private String reason(@Nullable NodeConnection connection) {
    return connection == null ? reason : connection.closeReason();
  }

  NodeView view() {
    NodeConnection connection = ready;
    String address = settings.host() + ":" + settings.port();
    if (connection == null || connection.isClosed()) {
      return new NodeView(id(), address, false, reason(connection));
    }
    return new NodeView(id(), address, connection.isTrusted(), doubt(connection));
  }

  private static String doubt(NodeConnection connection) {
    if (connection.isTrusted()) {
      return "";
    }
    return connection.isMarked() ? "its ring is not known now" : "being filled after a start";
  }

  PoolSettings.Node settings() {
    return settings;
  }

  /**
   * Makes the answers of this node count, on this connection and on later ones to the same process.
   *
   * @return whether it is so now
   */
  boolean mark(NodeLink link, long deadlineNanos) {
    NodeConnection connection = ready;
    TrustWatch watch = trust;
    if (watch == null || connection == null || !connection.equals(link)) {
      return false;
    }
    if (!(watch.mark(deadlineNanos).join() instanceof Reply.Done)) {
      return false;
    }
    connection.mark();
    return true;
  }

  /** Waits until the node has answered for the first time, or the time is up. */
  void awaitFirstAnswer(long nanos) throws InterruptedException {
    firstAnswer.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Does what is due. Called every few milliseconds by one thread; never waits. */
  void tick(long nowNanos) {
    NodeConnection connection = current;
    if (connection != null && !connection.isClosed()) {
      connection.expire(nowNanos);
      watch(connection, nowNanos);
      return;
    }
    if (connection != null) {
      drop(connection, nowNanos);
    }
    connect(nowNanos);
  }

  private void watch(NodeConnection connection, long nowNanos) {
    NodeProbe asked = probe == null ? new NodeProbe(connection, breaker, epoch, onChange) : probe;
    probe = asked;
    asked.tick(nowNanos);
    boolean admitted = ready == connection;
    if (!admitted && breaker.isClosed() && asked.isSettled()) {
      admit(connection, asked);
    } else if (admitted && !breaker.isClosed()) {
      connection.close("silent");
    } else if (!admitted && backoff.isProvingOver(nowNanos - currentSinceNanos)) {
      connection.close("connected, but silent");
    }
  }

  private void admit(NodeConnection connection, NodeProbe asked) {
    long limit = asked.maxItemBytes();
    maxItemBytes = limit > 0 ? limit : DEFAULT_MAX_ITEM_BYTES;
    backoff.reset();
    trust = asked.trust();
    if (epoch == null) {
      connection.mark();
    }
    ready = connection;
    firstAnswer.countDown();
    LOG.info("node {} is up, connection {}", id(), connection.id());
  }

  private void drop(NodeConnection connection, long nowNanos) {
    reason = connection.closeReason();
    if (ready == connection) {
      ready = null;
      LOG.warn("node {} is down: {}", id(), reason);
    }
    breaker.cut();
    current = null;
    probe = null;
    backoff.lost(nowNanos);
  }

  private void connect(long nowNanos) {
    NodeConnection fresh = opened;
    if (fresh != null) {
      opened = null;
      current = fresh;
      currentSinceNanos = nowNanos;
      watch(fresh, nowNanos);
    } else if (!connecting && backoff.isDue(nowNanos)) {
      connecting = true;
      // A platform thread: virtual ones wait for their turn when the callers keep all cores busy.
      Thread.ofPlatform().daemon().name("holdfast-connect-" + id()).start(this::open);
    }
  }

  private void open() {
    try {
      InetAddress address = InetAddress.getByName(settings.host());
      var target = new InetSocketAddress(address, settings.port());
      NodeConnection connection = client.nodeConnector().open(target, CONNECT_TIMEOUT);
      tally.connections().increment();
      opened = connection;
      if (stopped) {
        connection.close("this replica is stopping");
      }
    } catch (UnknownHostException _) {
      fail("host " + settings.host() + " does not resolve");
    } catch (IOException e) {
      fail("connect: " + e.getMessage());
    } finally {
      connecting = false;
      onChange.run();
    }
  }

  private void fail(String why) {
    if (!why.equals(reason)) {
      LOG.warn("node {} cannot be reached: {}", id(), why);
    }
    reason = why;
    backoff.lost(System.nanoTime());
  }

  @Override
  public void close() {
    stopped = true;
    try {
      client.shutdown();
    } catch (IOException e) {
      LOG.warn("node {} did not close cleanly: {}", id(), e.getMessage());
    }
  }
}
