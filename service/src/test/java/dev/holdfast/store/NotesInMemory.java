package dev.holdfast.store;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Notes of a cache that can be told what to say. */
public final class NotesInMemory implements CacheNotes {
  private final AtomicInteger noted = new AtomicInteger();
  private volatile boolean whole = true;
  private volatile String debt = "";

  void setWhole(boolean whole) {
    this.whole = whole;
  }

  @Override
  public boolean isWhole() {
    return whole;
  }

  @Override
  public void keep(@Nullable Supplier<Instant> latestEnd) {}

  @Override
  public void noteDebt() {
    debt = "debt " + noted.incrementAndGet();
  }

  @Override
  public String debt() {
    return debt;
  }

  @Override
  public void settle(String settled) {
    if (debt.equals(settled)) {
      debt = "";
    }
  }

  @Override
  public boolean leads() {
    return true;
  }

  @Override
  public SessionKeys keys() {
    throw new UnsupportedOperationException("the pass is the test's");
  }
}
