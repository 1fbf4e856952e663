package dev.holdfast.tomcat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Places where a page waits for the test. */
final class Holds {
  private static final Map<String, Hold> HOLDS = new ConcurrentHashMap<>();

  private Holds() {}

  /** One place: the page says that it came, and goes on when it is let. */
  record Hold(CountDownLatch came, CountDownLatch go) {
    void awaitPage() throws InterruptedException {
      if (!came.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the page did not come");
      }
    }
  }

  static Hold at(String name) {
    Hold hold = new Hold(new CountDownLatch(1), new CountDownLatch(1));
    HOLDS.put(name, hold);
    return hold;
  }

  static void pass(String name) {
    Hold hold = HOLDS.remove(name);
    if (hold == null) {
      return;
    }
    hold.came().countDown();
    try {
      if (!hold.go().await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the test did not let the page go on");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
