package dev.holdfast.store.memcached;

import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.store.SessionKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of a pool, as its nodes list them. Nodes list in no order, so the keys of one part of
 * the alphabet after the other are gathered and sorted: parts are as small as it takes to hold one
 * in memory, and each one costs a listing of every node. A node lists for one asker at a time, so a
 * sweep of a replica is waited for. Used by one thread.
 */
final class PoolKeys implements SessionKeys {
  /** How many keys a part has at most, about. */
  static final long PART_KEYS = 500_000;

  private static final Logger LOG = LoggerFactory.getLogger(PoolKeys.class);
  private static final String ALPHABET =
      "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"; // in the order of its
  // text
  private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final long PAUSE_NANOS = Duration.ofMillis(500).toNanos();

  private final RingFollower follower;
  private final int copies;
  private final long partKeys;
  private int parts;
  private int part = -1;
  private List<StoreKey> sorted = List.of();

  /**
   * @param copies how many nodes have a key: with several, one of them need not list its own
   * @param partKeys how many keys a part has at most, about
   */
  PoolKeys(RingFollower follower, int copies, long partKeys) {
    this.follower = follower;
    this.copies = copies;
    this.partKeys = partKeys;
  }

  /** A node has a few items that are no records: those of locks, and of the pool. */
  @Override
  public long count() {
    return Sweep.expectedKeys(follower.layout()) / copies;
  }

  @Override
  public List<StoreKey> after(String place, int limit) {
    if (parts == 0) {
      parts = partsFor(count());
    }
    List<StoreKey> keys = new ArrayList<>(limit);
    for (int each = partOf(place); each < parts && keys.size() < limit; each++) {
      load(each);
      int from = firstAfter(place);
      int to = Math.min(sorted.size(), from + limit - keys.size());
      keys.addAll(sorted.subList(from, to));
    }
    return keys;
  }

  private int partsFor(long keys) {
    int parts = 1;
    while (parts < ALPHABET.length() && keys / parts > partKeys) {
      parts *= 2;
    }
    return parts;
  }

  private int partOf(String key) {
    return key.isEmpty() ? 0 : ALPHABET.indexOf(key.charAt(0)) * parts / ALPHABET.length();
  }

  private int firstAfter(String place) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted.get(middle).value().compareTo(place) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void load(int wanted) {
    if (wanted == part) {
      return;
    }
    RingLayout layout = follower.layout();
    Set<StoreKey> found = new HashSet<>();
    int missing = 0;
    for (MemcachedNode node : layout.nodes()) {
      boolean complete = isListed(node, wanted, found) && node.view().up();
      missing += complete ? 0 : 1;
      if (missing > (copies > 1 ? 1 : 0)) {
        throw new StoreUnavailableException("node " + node.id() + " does not list all its keys");
      }
    }
    if (!follower.layout().plan().equals(layout.plan())) {
      throw new StoreUnavailableException("the ring has changed while the nodes listed their keys");
    }
    sorted = found.stream().sorted(Comparator.comparing(StoreKey::value)).toList();
    part = wanted;
  }

  private boolean isListed(MemcachedNode node, int wanted, Set<StoreKey> found) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try (KeyDump dump = new KeyDump(node.settings().host(), node.settings().port())) {
        for (StoreKey key = dump.next(); key != null; key = dump.next()) {
          if (partOf(key.value()) == wanted) {
            found.add(key);
          }
        }
        return true;
      } catch (IOException e) {
        if (System.nanoTime() - end > 0 || node.connection() == null) {
          LOG.warn("node {} does not list its keys: {}", node.id(), e.getMessage());
          return false;
        }
      }
      LockSupport.parkNanos(this, PAUSE_NANOS);
    }
  }
}
