package dev.holdfast.store.memcached;

import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The copies this replica saw last, so that the save after a read needs one command. Only ever a
 * base to try a write with: a stale one is refused by the node. Small records are noted at will;
 * large ones share a budget.
 */
final class RecentCopies {
  private static final int SMALL_BYTES = 2048;
  private static final int LARGE_BUDGET_BYTES = 16 * 1024 * 1024;

  private final Places<Sighting> places;
  private final AtomicLong largeBytes = new AtomicLong();

  RecentCopies() {
    this(System::nanoTime);
  }

  /**
   * @param nanoTime tells the time as {@link System#nanoTime()} does
   */
  RecentCopies(LongSupplier nanoTime) {
    places = new Places<>(nanoTime);
  }

  /** Notes what was seen of a key that has one copy. */
  void put(StoreKey key, Copy copy) {
    Sighting known = places.peek(key);
    if (known == null || !isAll(known, copy)) {
      put(key, new Sighting(copy, null, null));
    }
  }

  private static boolean isAll(Sighting known, Copy copy) {
    return known.second() == null
        && known.first().cas() == copy.cas()
        && Objects.equals(known.first().connection(), copy.connection());
  }

  /** Notes what was seen. */
  void put(StoreKey key, Sighting seen) {
    if (seen.session() == null || !hasRoom(seen)) {
      forgotten(places.remove(key));
      return;
    }
    Sighting known = places.peek(key);
    if (known == null || !known.isSame(seen)) {
      count(seen, 1);
      forgotten(places.put(key, seen));
    }
  }

  /** Notes one more copy of the state that was noted last; does nothing if that is another one. */
  void add(StoreKey key, Copy copy) {
    Sighting known = places.get(key);
    Session session = copy.session();
    if (known != null && session != null && known.first().has(session.version())) {
      put(key, known.with(copy));
    }
  }

  private boolean hasRoom(Sighting seen) {
    long bytes = largeBytesOf(seen);
    if (bytes > 0 && largeBytes.get() + bytes > LARGE_BUDGET_BYTES) {
      places.removeOld(this::forgotten);
      return largeBytes.get() + bytes <= LARGE_BUDGET_BYTES;
    }
    return true;
  }

  private void forgotten(@Nullable Sighting seen) {
    if (seen != null) {
      count(seen, -1);
    }
  }

  private void count(Sighting seen, int sign) {
    long bytes = largeBytesOf(seen);
    if (bytes > 0) {
      largeBytes.addAndGet(sign * bytes);
    }
  }

  private static long largeBytesOf(Sighting seen) {
    Session session = seen.session();
    int size = session == null ? 0 : session.payload().size();
    return size > SMALL_BYTES ? size : 0;
  }

  /** Returns the record that was seen last. */
  Optional<Session> session(StoreKey key) {
    Sighting seen = places.get(key);
    return seen == null ? Optional.empty() : Optional.ofNullable(seen.session());
  }

  /** Returns what was seen last. */
  @Nullable Sighting get(StoreKey key) {
    return places.get(key);
  }

  /** Returns the copy that was seen last, if it was seen on this connection. */
  @Nullable Copy on(NodeLink connection, StoreKey key) {
    Sighting seen = places.get(key);
    return seen == null ? null : seen.on(connection);
  }
}
