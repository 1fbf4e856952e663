package dev.holdfast.lab;

import dev.holdfast.store.memcached.PoolSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeoutException;
import net.rubyeye.xmemcached.GetsResponse;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.exception.MemcachedException;
import net.rubyeye.xmemcached.impl.KetamaMemcachedSessionLocator;

/**
 * Xmemcached alone, as its users set it up: one client of all nodes with consistent hashing, the
 * text protocol and its defaults otherwise. It keeps bare bytes: no version, no times, no log. A
 * write is {@code gets} and {@code cas}; a save without a read is a {@code set}, which is not
 * guarded.
 */
final class XmemcachedContender implements PoolContender {
  private static final int EXPIRY_SECONDS = 1800;

  private final byte[] payload = BenchPayload.bytes();
  private final MemcachedClient client;

  XmemcachedContender(List<PoolSettings.Node> nodes) throws MeasurementException {
    var builder =
        new XMemcachedClientBuilder(
            nodes.stream().map(node -> new InetSocketAddress(node.host(), node.port())).toList());
    builder.setSessionLocator(new KetamaMemcachedSessionLocator());
    try {
      client = builder.build();
    } catch (IOException e) {
      throw new MeasurementException("Xmemcached does not start", e);
    }
  }

  /** One call of the client. */
  private interface Call {
    boolean make() throws TimeoutException, InterruptedException, MemcachedException;
  }

  @Override
  public void create(int number) throws MeasurementException, InterruptedException {
    expect("add", () -> client.add(key(number), EXPIRY_SECONDS, payload));
  }

  @Override
  public void read(int number) throws MeasurementException, InterruptedException {
    expect("get", () -> client.get(key(number)) instanceof byte[] bytes && isWhole(bytes));
  }

  @Override
  public void write(int number) throws MeasurementException, InterruptedException {
    expect("gets and cas", () -> replace(key(number)));
  }

  @Override
  public void save(int number) throws MeasurementException, InterruptedException {
    expect("set", () -> client.set(key(number), EXPIRY_SECONDS, payload));
  }

  private boolean replace(String key)
      throws TimeoutException, InterruptedException, MemcachedException {
    GetsResponse<byte[]> found = client.gets(key);
    return found != null
        && isWhole(found.getValue())
        && client.cas(key, EXPIRY_SECONDS, payload, found.getCas());
  }

  private static boolean isWhole(byte[] bytes) {
    return bytes.length == BenchPayload.BYTES;
  }

  private static String key(int number) {
    return "raw-" + number;
  }

  private static void expect(String what, Call call)
      throws MeasurementException, InterruptedException {
    try {
      if (!call.make()) {
        throw new MeasurementException("raw: " + what + " did not succeed");
      }
    } catch (TimeoutException | MemcachedException e) {
      throw new MeasurementException("raw: " + what + " brought no answer", e);
    }
  }

  @Override
  public void close() throws MeasurementException {
    try {
      client.shutdown();
    } catch (IOException e) {
      throw new MeasurementException("Xmemcached does not shut down", e);
    }
  }
}
