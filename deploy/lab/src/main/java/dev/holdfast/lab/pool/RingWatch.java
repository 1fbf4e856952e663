package dev.holdfast.lab.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks at the ring of every replica, again and again, on a thread of its own. */
final class RingWatch implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(10);

  /** More keys than a replica looks at that only repairs some. */
  private static final int KEYS_OF_A_LEADER = LabKeys.COUNT / 4;

  private final List<RingDoor> doors;
  private final List<Sight> sights = new ArrayList<>();
  private final Thread thread = Thread.ofVirtual().name("ring-watch").unstarted(this::run);

  /**
   * What one replica tells.
   *
   * @param told the ring; null while the replica tells none
   * @param since when it was first told to be at this step
   * @param checked the most keys it was seen to have looked at since {@link #forgetKeys}
   */
  private record Sight(@Nullable RingTold told, long since, long checked) {
    Sight next(@Nullable RingTold now) {
      boolean same = told != null && now != null && told.epoch() == now.epoch();
      long keys = now == null ? checked : Math.max(checked, now.checkedKeys());
      return new Sight(now, same ? since : System.nanoTime(), keys);
    }
  }

  RingWatch(List<RingDoor> doors) {
    this.doors = List.copyOf(doors);
    doors.forEach(_ -> sights.add(new Sight(null, System.nanoTime(), 0)));
  }

  RingWatch start() {
    thread.start();
    return this;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        for (int replica = 0; replica < doors.size(); replica++) {
          note(replica, doors.get(replica).look());
        }
        LockSupport.parkNanos(LOOK.toNanos());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private synchronized void note(int replica, @Nullable RingTold told) {
    sights.set(replica, sights.get(replica).next(told));
  }

  /** Returns the replica that was seen to carry keys over; none before any was. */
  synchronized OptionalInt leader() {
    return IntStream.range(0, sights.size())
        .filter(replica -> sights.get(replica).checked() >= KEYS_OF_A_LEADER)
        .findFirst();
  }

  /** Begins to count the checked keys anew. */
  synchronized void forgetKeys() {
    sights.replaceAll(sight -> new Sight(sight.told(), sight.since(), 0));
  }

  synchronized long checkedKeys() {
    return sights.stream().mapToLong(Sight::checked).sum();
  }

  /** Returns when the last replica came to the step that all are at now. */
  synchronized long lastStep() {
    return sights.stream().mapToLong(Sight::since).max().orElse(0);
  }

  /** Returns whether every replica has these nodes, and all are at the same step. */
  synchronized boolean isDone(List<RingMember> members) {
    return sights.stream().allMatch(sight -> isDone(sight.told(), members))
        && sights.stream().map(Sight::told).map(RingWatch::epoch).distinct().count() == 1;
  }

  private static boolean isDone(@Nullable RingTold told, List<RingMember> members) {
    return told != null && told.epoch() > 0 && told.isDone(members);
  }

  private static long epoch(@Nullable RingTold told) {
    return told == null ? 0 : told.epoch();
  }

  /** Returns what each replica tells, for people. */
  synchronized String text() {
    return sights.stream().map(sight -> String.valueOf(sight.told())).toList().toString();
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
