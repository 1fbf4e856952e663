package dev.holdfast.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/**
 * Users who click one page after the other, each with a cookie jar, until they are told to stop.
 */
final class Crowd implements AutoCloseable {
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<UserHistory>> users = new ArrayList<>();
  private volatile boolean done;

  static Crowd start(int size, int port) {
    var crowd = new Crowd();
    for (int user = 0; user < size; user++) {
      crowd.users.add(crowd.threads.submit(() -> crowd.browse(port)));
    }
    return crowd;
  }

  private UserHistory browse(int port) {
    List<Click> clicks = new ArrayList<>();
    try (var browser = new PageBrowser(port)) {
      while (!done) {
        clicks.add(browser.click());
        pause();
      }
      return new UserHistory(clicks, browser.look());
    }
  }

  private static void pause() {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE.toNanos()));
  }

  /** Ends the clicking and collects what the users saw. */
  List<UserHistory> finish() throws InterruptedException, ExecutionException {
    done = true;
    List<UserHistory> histories = new ArrayList<>();
    for (Future<UserHistory> user : users) {
      histories.add(user.get());
    }
    return histories;
  }

  @Override
  public void close() {
    done = true;
    threads.close();
  }
}
