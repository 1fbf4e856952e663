package dev.holdfast.store.postgres;

import dev.holdfast.session.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Writes that wait for a worker, in the order they came. */
final class WriteQueue {
  /** How many writes may wait. */
  static final int CAPACITY = 1024;

  private static final long BATCH_BYTES = 8L << 20;
  private static final int COMPANY = 32;
  private static final Duration PATIENCE = Duration.ofMillis(20);

  /** So many writes in one transaction tell that more are on their way. */
  private static final int BUSY = 4;

  /** A commit costs the server the CPU of seven rows, so busy transactions begin this far apart. */
  private static final Duration PACE = Duration.ofMillis(2);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<QueuedWrite> waiting = new ArrayDeque<>();
  private final int batch;
  private final int company;
  private final long patienceNanos;
  private final long paceNanos;
  private int underWay;
  private long dueNanos = System.nanoTime();
  private boolean closed;

  /**
   * @param batch how many writes one transaction has at most
   */
  WriteQueue(int batch) {
    this(batch, PATIENCE, PACE);
  }

  WriteQueue(int batch, Duration patience, Duration pace) {
    this.batch = batch;
    this.company = Math.min(COMPANY, batch);
    this.patienceNanos = patience.toNanos();
    this.paceNanos = pace.toNanos();
  }

  /**
   * Adds a write.
   *
   * @throws StoreUnavailableException if there is no room
   */
  void add(QueuedWrite write) {
    lock.lock();
    try {
      if (closed || waiting.size() >= CAPACITY) {
        throw new StoreUnavailableException("the database is busy: too many writes wait for it");
      }
      waiting.add(write);
      if (waiting.size() == 1 || waiting.size() == company) {
        changed.signal(); // else who waits has seen others, and waits for more
      }
    } finally {
      lock.unlock();
    }
  }

  /** Removes a write that its caller has given up, so that it takes no room. */
  void remove(QueuedWrite write) {
    lock.lock();
    try {
      waiting.remove(write);
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for writes and takes as many as one transaction may have, at most one of each key: a
   * statement would quietly drop the others. It waits for some company, a little, while another
   * transaction is under way, and where the last one was large and has only just begun.
   *
   * @return at least one, in the order of their keys, so that replicas do not wait for each other
   *     in a circle; or none once the queue is closed
   */
  List<QueuedWrite> take() {
    lock.lock();
    try {
      List<QueuedWrite> taken = List.of();
      long sinceNanos = System.nanoTime();
      while (taken.isEmpty() && !closed) {
        if (waiting.isEmpty()) {
          changed.awaitUninterruptibly();
          sinceNanos = System.nanoTime();
        } else if (!isCompanyWorthWhile(sinceNanos) || !awaitCompany(sinceNanos)) {
          taken = takeSome();
        }
      }
      underWay += taken.isEmpty() ? 0 : 1;
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private boolean isCompanyWorthWhile(long sinceNanos) {
    return waiting.size() < company && pauseNanos(sinceNanos) > 0;
  }

  private long pauseNanos(long sinceNanos) {
    return (underWay > 0 ? sinceNanos + patienceNanos : dueNanos) - System.nanoTime();
  }

  /** Returns whether there may be something new to see. */
  @SuppressWarnings("WaitNotInLoop") // the caller loops
  private boolean awaitCompany(long sinceNanos) {
    try {
      var _ = changed.awaitNanos(pauseNanos(sinceNanos));
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Notes that the transaction of what was taken is over. */
  void done() {
    lock.lock();
    try {
      underWay--;
    } finally {
      lock.unlock();
    }
  }

  private List<QueuedWrite> takeSome() {
    TreeMap<String, QueuedWrite> taken = new TreeMap<>();
    long bytes = 0;
    Iterator<QueuedWrite> each = waiting.iterator();
    while (each.hasNext() && taken.size() < batch && bytes < BATCH_BYTES) {
      QueuedWrite write = each.next();
      if (!taken.containsKey(write.key().value())) {
        each.remove();
        if (write.take()) {
          taken.put(write.key().value(), write);
          bytes += write.row().bytes().length;
        }
      }
    }
    dueNanos = System.nanoTime() + (taken.size() < BUSY ? 0 : paceNanos);
    if (!waiting.isEmpty()) {
      changed.signal(); // for the other worker
    }
    return new ArrayList<>(taken.values());
  }

  /** Fails what waits: none of it is applied. */
  void refuse(String why) {
    lock.lock();
    try {
      waiting.stream()
          .filter(QueuedWrite::take) // or its caller has given it up
          .forEach(write -> write.fail(new StoreUnavailableException(why)));
      waiting.clear();
    } finally {
      lock.unlock();
    }
  }

  /** Fails what waits and takes nothing more. */
  void close() {
    lock.lock();
    try {
      closed = true;
      refuse("the replica stops");
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
