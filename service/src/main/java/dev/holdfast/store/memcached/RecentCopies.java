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

  private final Places<Copy> places;
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

  /** Notes what was seen. */
  void put(StoreKey key, Copy copy) {
    if (copy.session() == null || !hasRoom(copy)) {
      forgotten(places.remove(key));
      return;
    }
    Copy known = places.peek(key);
    if (known == null || !isSame(known, copy)) {
      count(copy, 1);
      forgotten(places.put(key, copy));
    }
  }

  /** A cas is never given twice on one connection, so the keys need no look. */
  private static boolean isSame(Copy known, Copy copy) {
    return known.cas() == copy.cas() && Objects.equals(known.connection(), copy.connection());
  }

  private boolean hasRoom(Copy copy) {
    long bytes = largeBytesOf(copy);
    if (bytes > 0 && largeBytes.get() + bytes > LARGE_BUDGET_BYTES) {
      places.removeOld(this::forgotten);
      return largeBytes.get() + bytes <= LARGE_BUDGET_BYTES;
    }
    return true;
  }

  private void forgotten(@Nullable Copy copy) {
    if (copy != null) {
      count(copy, -1);
    }
  }

  private void count(Copy copy, int sign) {
    long bytes = largeBytesOf(copy);
    if (bytes > 0) {
      largeBytes.addAndGet(sign * bytes);
    }
  }

  private static long largeBytesOf(Copy copy) {
    Session session = copy.session();
    int size = session == null ? 0 : session.payload().size();
    return size > SMALL_BYTES ? size : 0;
  }

  /** Returns the record that was seen last. */
  Optional<Session> session(StoreKey key) {
    Copy copy = places.get(key);
    return copy == null ? Optional.empty() : Optional.ofNullable(copy.session());
  }

  /** Returns the copy that was seen last, if it was seen on this connection. */
  @Nullable Copy on(NodeLink connection, StoreKey key) {
    Copy copy = places.get(key);
    return copy != null && Objects.equals(copy.connection(), connection) ? copy : null;
  }
}
