package dev.holdfast.store.memcached;

import com.sun.management.OperatingSystemMXBean;
import dev.holdfast.session.Acquisition;
import dev.holdfast.session.Lease;
import dev.holdfast.session.LockUse;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.OperationId;
import dev.holdfast.session.OperationLog;
import dev.holdfast.session.OwnerToken;
import dev.holdfast.session.Payload;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionPolicy;
import dev.holdfast.session.SessionTimes;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.utils.AddrUtil;

/**
 * Compares reads of 2 KB through this store with plain gets through Xmemcached, on one memcached.
 * Run by hand: {@code FindBenchmark <threads> <seconds> <what>}, where what is {@code all}, {@code
 * store}, {@code raw}, or {@code cycle} for lock and read, then save and release.
 */
final class FindBenchmark {
  private static final int KEYS = 5_000;
  private static final int PAYLOAD_BYTES = 2048;

  private FindBenchmark() {}

  /** One way to read. */
  private interface Reader {
    void read(int index) throws Exception;
  }

  public static void main(String[] args) throws Exception {
    int threads = args.length > 0 ? Integer.parseInt(args[0]) : 32;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 4;
    String which = args.length > 2 ? args[2] : "all";
    try (MemcachedProcess process = MemcachedProcess.start()) {
      if (!which.equals("raw")) {
        measureStore(process, threads, seconds, which);
      }
      if (which.equals("all") || which.equals("raw")) {
        measureLibrary(process, threads, seconds);
      }
    }
  }

  private static void measureStore(MemcachedProcess process, int threads, int seconds, String which)
      throws Exception {
    var node = new PoolSettings.Node("a", "127.0.0.1", process.port(), 1);
    try (var store =
        MemcachedSessionStore.start(
            PoolSettings.of(List.of(node)), new SimpleMeterRegistry(), InstantSource.system())) {
      StoreKey[] keys = keys();
      for (StoreKey key : keys) {
        store.write(key, new SessionWrite(null, session(key), LockUse.NONE));
      }
      if (which.equals("cycle")) {
        measure("acquire + save", threads, seconds, i -> cycle(store, keys[i]));
        return;
      }
      measure("store.find", threads, seconds, i -> store.find(keys[i]));
      measure("findAsync.join", threads, seconds, i -> store.findAsync(keys[i]).join());
    }
  }

  private static void cycle(MemcachedSessionStore store, StoreKey key) {
    OwnerToken owner =
        new OwnerToken(Long.toHexString(1L << 60 | ThreadLocalRandom.current().nextLong() >>> 4));
    Lease lease = new Lease(owner, InstantSource.system().instant().plusSeconds(5));
    if (store.acquire(key, lease) instanceof Acquisition.Acquired(Lookup.Found(Session base))) {
      OperationId operation = OperationId.random();
      SessionVersion version = base.version().next(key, operation);
      Session next =
          new Session(
              version,
              base.status(),
              base.times(),
              base.payload(),
              base.log().plus(operation, version));
      store.write(key, new SessionWrite(base.version(), next, new LockUse.Release(owner, null)));
    }
  }

  private static void measureLibrary(MemcachedProcess process, int threads, int seconds)
      throws Exception {
    var builder = new XMemcachedClientBuilder(AddrUtil.getAddresses("127.0.0.1:" + process.port()));
    MemcachedClient client = builder.build();
    try {
      String[] keys = Arrays.stream(keys()).map(key -> "r:" + key.value()).toArray(String[]::new);
      for (String key : keys) {
        client.set(key, 0, new byte[PAYLOAD_BYTES + 150]);
      }
      measure("xmemcached gets", threads, seconds, i -> client.gets(keys[i]));
      measure("xmemcached get", threads, seconds, i -> client.get(keys[i]));
    } finally {
      client.shutdown();
    }
  }

  private static void measure(String name, int threads, int seconds, Reader reader)
      throws Exception {
    run(threads, 3, reader);
    var os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = os.getProcessCpuTime();
    long start = System.nanoTime();
    long reads = run(threads, seconds, reader);
    double elapsed = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%-16s %d threads: %,.0f reads/s, %.1f us CPU of this process a read%n",
        name, threads, reads / elapsed, (os.getProcessCpuTime() - cpu) / 1e3 / reads);
  }

  private static long run(int threads, int seconds, Reader reader) throws InterruptedException {
    LongAdder reads = new LongAdder();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    Thread[] all = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      all[i] = Thread.ofVirtual().start(() -> loop(reader, end, reads));
    }
    for (Thread thread : all) {
      thread.join();
    }
    return reads.sum();
  }

  private static void loop(Reader reader, long end, LongAdder reads) {
    try {
      while (System.nanoTime() < end) {
        reader.read(ThreadLocalRandom.current().nextInt(KEYS));
        reads.increment();
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static StoreKey[] keys() {
    StoreKey[] keys = new StoreKey[KEYS];
    for (int i = 0; i < KEYS; i++) {
      keys[i] = new StoreKey("%043d".formatted(i));
    }
    return keys;
  }

  private static Session session(StoreKey key) {
    byte[] payload = new byte[PAYLOAD_BYTES];
    new Random(1).nextBytes(payload);
    SessionVersion version = SessionVersion.first(key, OperationId.random());
    SessionTimes times =
        SessionTimes.startingAt(
            Instant.ofEpochMilli(InstantSource.system().millis()), SessionPolicy.DEFAULT.expiry());
    return new Session(
        version, new Session.Live(null), times, Payload.of(payload), OperationLog.EMPTY);
  }
}
