package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says that a node has forgotten nothing since a time: it names the run of the process, and how
 * many items that had evicted to make room.
 *
 * @param over when everything has ended that the pool may have lacked at that time
 * @param memory what the node has kept since
 */
record KeptMark(Instant over, Memory memory) {
  /**
   * The memory of a node.
   *
   * @param run the process whose it is
   * @param evictions how many items it has evicted
   */
  record Memory(ProcessMark run, long evictions) {
    /** Returns the memory of the process that told these statistics, or null if they do not say. */
    static @Nullable Memory of(Map<String, Long> stats) {
      ProcessMark run = ProcessMark.of(stats);
      Long evicted = stats.get("evictions");
      return run == null || evicted == null
          ? null
          : new Memory(run, evicted + stats.getOrDefault("slab_reassign_evictions_nomem", 0L));
    }

    private boolean isSame(Memory other) {
      return evictions == other.evictions && run.isSameRun(other.run);
    }
  }

  /** Returns the mark that an item holds, or null if it holds none. */
  static @Nullable KeptMark decode(byte[] value) {
    String[] numbers = new String(value, US_ASCII).split(" ", -1);
    if (numbers.length != 4) {
      return null;
    }
    ProcessMark run = ProcessMark.decode((numbers[2] + " " + numbers[3]).getBytes(US_ASCII));
    boolean whole = numbers[0].matches("\\d{1,15}") && numbers[1].matches("\\d{1,18}");
    return run == null || !whole
        ? null
        : new KeptMark(
            Instant.ofEpochMilli(Long.parseLong(numbers[0])),
            new Memory(run, Long.parseLong(numbers[1])));
  }

  byte[] encode() {
    String run = new String(memory.run().encode(), US_ASCII);
    return (over.toEpochMilli() + " " + memory.evictions() + " " + run).getBytes(US_ASCII);
  }

  /** Returns whether a node has forgotten nothing since it got this mark. */
  boolean isKeptBy(Memory now) {
    return memory.isSame(now);
  }
}
