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
import java.util.function.Function;

/**
 * Users who click one page after the other, each with a cookie jar, until they are told to stop.
 */
final class Crowd implements AutoCloseable {
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  private final Duration longestPause;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<UserHistory>> users = new ArrayList<>();
  private volatile boolean done;

  private Crowd(Duration longestPause) {
    this.longestPause = longestPause;
  }

  /** Users in a hurry who count visits, and look at the count in the end. */
  static Crowd start(int size, int port) {
    return start(size, port, LONGEST_PAUSE);
  }

  /** Users who count visits, with a random pause after each. */
  static Crowd start(int size, int port, Duration longestPause) {
    return new Crowd(longestPause).send(size, port, PageBrowser::click, PageBrowser::look);
  }

  /** Users who only read a page that shows no session. */
  static Crowd startReaders(int size, int port, Duration longestPause) {
    return new Crowd(longestPause)
        .send(size, port, PageBrowser::read, browser -> browser.read().answer());
  }

  private Crowd send(
      int size, int port, Function<PageBrowser, Click> click, Function<PageBrowser, Answer> last) {
    for (int user = 0; user < size; user++) {
      users.add(threads.submit(() -> browse(port, click, last)));
    }
    return this;
  }

  private UserHistory browse(
      int port, Function<PageBrowser, Click> click, Function<PageBrowser, Answer> last) {
    List<Click> clicks = new ArrayList<>();
    try (var browser = new PageBrowser(port)) {
      while (!done) {
        clicks.add(click.apply(browser));
        pause();
      }
      Answer finalLook = last.apply(browser);
      return new UserHistory(clicks, finalLook, browser.changedCookies());
    }
  }

  private void pause() {
    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(longestPause.toNanos()));
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
