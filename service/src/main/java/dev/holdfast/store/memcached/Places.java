package dev.holdfast.store.memcached;

import dev.holdfast.session.StoreKey;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What was noted last about some keys, for a minute. Each key has one place, which the next key
 * that falls upon it takes over. That forgets a little more than a cache would, but it costs next
 * to nothing, and every call comes by here.
 *
 * @param <T> what is noted
 */
final class Places<T> {
  private static final int COUNT = 1 << 13;
  private static final long MAX_AGE_NANOS = Duration.ofSeconds(60).toNanos();

  private final AtomicReferenceArray<@Nullable Note<T>> notes = new AtomicReferenceArray<>(COUNT);

  private final LongSupplier nanoTime;

  /**
   * @param nanoTime tells the time as {@link System#nanoTime()} does
   */
  Places(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  private record Note<T>(StoreKey key, T value, long nanos) {}

  /** Returns what was noted about a key. */
  @Nullable T get(StoreKey key) {
    Note<T> note = notes.get(placeOf(key));
    return note != null && isFresh(note, MAX_AGE_NANOS) && note.key().equals(key)
        ? note.value()
        : null;
  }

  /** Returns what is in the place of a key, be it about this key or not, unless it is half over. */
  @Nullable T peek(StoreKey key) {
    Note<T> note = notes.get(placeOf(key));
    return note != null && isFresh(note, MAX_AGE_NANOS / 2) ? note.value() : null;
  }

  /** Notes something, and returns what was in its place. */
  @Nullable T put(StoreKey key, T value) {
    Note<T> old = notes.getAndSet(placeOf(key), new Note<>(key, value, nanoTime.getAsLong()));
    return old == null ? null : old.value();
  }

  /** Forgets a key, and returns what was noted about it. */
  @Nullable T remove(StoreKey key) {
    int place = placeOf(key);
    Note<T> note = notes.get(place);
    return note != null && note.key().equals(key) && notes.compareAndSet(place, note, null)
        ? note.value()
        : null;
  }

  /** Forgets what is too old, and passes it on. */
  void removeOld(Consumer<T> removed) {
    for (int place = 0; place < COUNT; place++) {
      Note<T> note = notes.get(place);
      if (note != null && !isFresh(note, MAX_AGE_NANOS) && notes.compareAndSet(place, note, null)) {
        removed.accept(note.value());
      }
    }
  }

  private boolean isFresh(Note<?> note, long maxAgeNanos) {
    return nanoTime.getAsLong() - note.nanos() < maxAgeNanos;
  }

  private static int placeOf(StoreKey key) {
    return (int) Ring.mix(key.value().hashCode()) & COUNT - 1;
  }
}
