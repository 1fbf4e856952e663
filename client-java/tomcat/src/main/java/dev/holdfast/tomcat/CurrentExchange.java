package dev.holdfast.tomcat;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** The exchange that a thread works on. */
final class CurrentExchange {
  /** Weak: a thread must not hold an application that is gone. */
  private static final ThreadLocal<@Nullable WeakReference<Exchange>> CURRENT = new ThreadLocal<>();

  private CurrentExchange() {}

  /** Returns it, whose request may be over; null for none. */
  static @Nullable Exchange get() {
    WeakReference<Exchange> reference = CURRENT.get();
    return reference == null ? null : reference.get();
  }

  static void set(Exchange exchange) {
    CURRENT.set(new WeakReference<>(exchange));
  }

  static void forget() {
    CURRENT.remove();
  }
}
