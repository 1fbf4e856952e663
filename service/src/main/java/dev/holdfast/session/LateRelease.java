package dev.holdfast.session;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/**
 * The release of a lock for which nobody asks any more, tried again a few times while its node does
 * not answer. What fails to the end is left to the lease, and so is what comes while very many are
 * at it.
 */
final class LateRelease {
  private static final int TRIES = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(25);

  private static final int AT_ONCE = 256;
  private static final Semaphore TURNS = new Semaphore(AT_ONCE);

  private LateRelease() {}

  /** Releases on a thread of its own. */
  static void begin(Runnable release) {
    if (TURNS.tryAcquire()) {
      Thread.startVirtualThread(() -> runInTurn(release));
    }
  }

  private static void runInTurn(Runnable release) {
    try {
      run(release);
    } finally {
      TURNS.release();
    }
  }

  /** Releases on this thread. */
  static void run(Runnable release) {
    for (int tried = 0; tried < TRIES && !isAnswered(release); tried++) {
      LockSupport.parkNanos(FIRST_PAUSE.toNanos() << tried);
    }
  }

  private static boolean isAnswered(Runnable release) {
    try {
      release.run();
      return true;
    } catch (StoreUnavailableException | OutcomeUnknownException _) {
      return false;
    }
  }
}
