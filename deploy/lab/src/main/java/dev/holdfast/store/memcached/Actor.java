package dev.holdfast.store.memcached;

import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Somebody who calls the pool: a thread that runs only while the schedule waits for it. */
final class Actor {
  private final String name;
  private final Thread thread;
  private final Semaphore turn = new Semaphore(0);
  private final Semaphore back = new Semaphore(0);
  private BooleanSupplier awaited = () -> true;
  private boolean started;
  private boolean killed;
  private boolean over;
  private @Nullable Throwable failure;

  /** Thrown in an actor that dies, so that it goes no further. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed() {
      super("killed", null, false, false);
    }
  }

  Actor(String name, Runnable body) {
    this.name = name;
    this.thread = Thread.ofVirtual().unstarted(() -> live(body));
  }

  private void live(Runnable body) {
    try {
      body.run();
    } catch (Killed _) {
      killed = true;
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      over = true;
      back.release();
    }
  }

  String name() {
    return name;
  }

  boolean isReady() {
    return awaited.getAsBoolean();
  }

  boolean isOver() {
    return over;
  }

  boolean isKilled() {
    return killed;
  }

  /** Returns what ended it unexpectedly, or null. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** Lets it run until it waits or ends. Called by the schedule. */
  void resume() {
    if (started) {
      turn.release();
    } else {
      started = true;
      thread.start();
    }
    back.acquireUninterruptibly();
  }

  /** Ends it where it waits. Called by the schedule. */
  void kill() {
    killed = true;
    if (started && !over) {
      resume();
    }
    over = true;
  }

  /** Hands the turn over until the schedule resumes this actor. Called by the actor. */
  void await(BooleanSupplier condition) {
    awaited = condition;
    back.release();
    turn.acquireUninterruptibly();
    if (killed) {
      throw new Killed();
    }
  }
}
