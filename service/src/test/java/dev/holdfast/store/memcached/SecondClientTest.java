package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.InvalidInputException;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.store.Samples;
import net.rubyeye.xmemcached.MemcachedClient;
import net.rubyeye.xmemcached.XMemcachedClientBuilder;
import net.rubyeye.xmemcached.command.BinaryCommandFactory;
import net.rubyeye.xmemcached.utils.AddrUtil;
import org.junit.jupiter.api.Test;

/**
 * A binary client of the same library in the same JVM turns off its key checks for all: a key with
 * a line break then reaches the node as a command. The store must not rest on those checks.
 */
class SecondClientTest {
  @Test
  void noKeyReachesTheNodeAsACommandWhenABinaryClientIsAbout() throws Exception {
    try (MemcachedPool pool = MemcachedPool.start(1)) {
      MemcachedSessionStore store = pool.replica();
      MemcachedClient binary = binaryClient(pool.process(0).port());
      try {
        StoreKey key = Samples.freshKey();
        Session first = Samples.first(key, pool.clock(), "first");
        store.write(key, Samples.create(first));

        String smuggled = "a\r\nflush_all\r\n" + "x".repeat(StoreKey.LENGTH - 14);
        assertEquals(StoreKey.LENGTH, smuggled.length());
        assertThrows(InvalidInputException.class, () -> new StoreKey(smuggled));

        binary.set("other", 60, "value");
        assertEquals(new Lookup.Found(first), store.find(key));
        assertTrue(pool.process(0).ask("stats\r\n").contains("STAT cmd_flush 0\r\n"));
      } finally {
        binary.shutdown();
      }
    }
  }

  private static MemcachedClient binaryClient(int port) throws Exception {
    var builder = new XMemcachedClientBuilder(AddrUtil.getAddresses("127.0.0.1:" + port));
    builder.setCommandFactory(new BinaryCommandFactory());
    return builder.build();
  }
}
