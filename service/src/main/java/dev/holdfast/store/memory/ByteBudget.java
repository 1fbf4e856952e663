package dev.holdfast.store.memory;

import dev.holdfast.session.StoreUnavailableException;
import java.util.concurrent.atomic.AtomicLong;

/** A number of bytes that all entries of a store share. Safe for use by many threads. */
final class ByteBudget {
  private final long maxBytes;
  private final AtomicLong usedBytes = new AtomicLong();

  ByteBudget(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  long maxBytes() {
    return maxBytes;
  }

  long usedBytes() {
    return usedBytes.get();
  }

  /** Changes the use by {@code bytes}; growth beyond the limit is refused, giving back is not. */
  void change(long bytes) {
    long used = usedBytes.addAndGet(bytes);
    if (bytes > 0 && used > maxBytes) {
      usedBytes.addAndGet(-bytes);
      throw new StoreUnavailableException("the memory of this replica is full");
    }
  }
}
