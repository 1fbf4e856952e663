package dev.holdfast.store.memcached;

import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The copies this replica saw last, so that the save after a read needs one command. Only ever a
 * base to try a write with: a stale one is refused by the node.
 *
 * <p>Each key has one place, which the next key that falls upon it takes over. That forgets a
 * little more than a cache would, but costs next to nothing, and every read comes by here. Places
 * hold small records at will; large ones share a budget.
 */
final class RecentCopies {
  private static final int PLACES = 1 << 13;
  private static final int SMALL_BYTES = 2048;
  private static final int LARGE_BUDGET_BYTES = 16 * 1024 * 1024;
  private static final long MAX_AGE_NANOS = Duration.ofSeconds(60).toNanos();

  private final AtomicReferenceArray<@Nullable Entry> places = new AtomicReferenceArray<>(PLACES);
  private final AtomicLong largeBytes = new AtomicLong();

  private record Entry(StoreKey key, Copy copy, long seenNanos) {
    boolean isOf(StoreKey other, long nowNanos) {
      return nowNanos - seenNanos < MAX_AGE_NANOS && key.equals(other);
    }

    int largeBytes() {
      Session session = copy.session();
      int size = session == null ? 0 : session.payload().size();
      return size > SMALL_BYTES ? size : 0;
    }
  }

  /** Notes what was seen. */
  void put(StoreKey key, Copy copy) {
    int place = placeOf(key);
    Entry known = places.get(place);
    long now = System.nanoTime();
    if (known != null && isSame(known, copy) && now - known.seenNanos() < MAX_AGE_NANOS / 2) {
      return;
    }
    Entry fresh = copy.session() == null ? null : new Entry(key, copy, now);
    if (fresh == null && (known == null || !known.key().equals(key))) {
      return;
    }
    replace(place, fresh != null && hasRoom(fresh, now) ? fresh : null);
  }

  /** A cas is never given twice on one connection, so the keys need no look. */
  private static boolean isSame(Entry known, Copy copy) {
    return known.copy().cas() == copy.cas() && known.copy().connection() == copy.connection();
  }

  private boolean hasRoom(Entry fresh, long now) {
    int bytes = fresh.largeBytes();
    if (bytes > 0 && largeBytes.get() + bytes > LARGE_BUDGET_BYTES) {
      forgetOld(now);
      return largeBytes.get() + bytes <= LARGE_BUDGET_BYTES;
    }
    return true;
  }

  private void forgetOld(long now) {
    for (int place = 0; place < PLACES; place++) {
      Entry entry = places.get(place);
      if (entry != null && now - entry.seenNanos() >= MAX_AGE_NANOS) {
        replace(place, null);
      }
    }
  }

  private void replace(int place, @Nullable Entry fresh) {
    Entry old = places.getAndSet(place, fresh);
    long change = (fresh == null ? 0 : fresh.largeBytes()) - (old == null ? 0 : old.largeBytes());
    if (change != 0) {
      largeBytes.addAndGet(change);
    }
  }

  /** Returns the record that was seen last. */
  Optional<Session> session(StoreKey key) {
    Copy copy = get(key);
    return copy == null ? Optional.empty() : Optional.ofNullable(copy.session());
  }

  /** Returns the copy that was seen last, if it was seen on this connection. */
  @Nullable Copy on(NodeConnection connection, StoreKey key) {
    Copy copy = get(key);
    return copy != null && copy.connection() == connection ? copy : null;
  }

  private @Nullable Copy get(StoreKey key) {
    Entry entry = places.get(placeOf(key));
    return entry != null && entry.isOf(key, System.nanoTime()) ? entry.copy() : null;
  }

  private static int placeOf(StoreKey key) {
    return (int) Ring.mix(key.value().hashCode()) & PLACES - 1;
  }
}
