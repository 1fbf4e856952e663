package dev.holdfast.store.memcached;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A scripted node: its process, when it has one, and what is wrong with it. */
final class SimulatedNode {
  private final String id;
  private final SimulatedClock clock;
  private final boolean guarded;
  private final Consumer<StoredItem> onStore;
  private final Map<String, List<StoredItem>> past = new TreeMap<>();
  private final Set<Integer> cutFrom = new TreeSet<>();
  private @Nullable NodeProcess process;
  private boolean hung;
  private boolean slow;

  SimulatedNode(String id, SimulatedClock clock, boolean guarded, Consumer<StoredItem> onStore) {
    this.id = id;
    this.clock = clock;
    this.guarded = guarded;
    this.onStore = onStore;
  }

  String id() {
    return id;
  }

  /** Returns the process, or null while there is none. */
  @Nullable NodeProcess process() {
    return process;
  }

  /** Returns whether a replica gets answers from this process now. */
  boolean answers(NodeProcess wanted, int replica) {
    return process == wanted && !hung && !cutFrom.contains(replica);
  }

  boolean isCutFrom(int replica) {
    return cutFrom.contains(replica);
  }

  boolean isSlow() {
    return slow;
  }

  void hang() {
    hung = true;
  }

  void slowDown() {
    slow = true;
  }

  void cutFrom(int replica) {
    cutFrom.add(replica);
  }

  /** Ends what is wrong; a process that ended stays ended. */
  void recover() {
    hung = false;
    slow = false;
    cutFrom.clear();
    if (process != null) {
      process.setFull(false);
    }
  }

  void die() {
    process = null;
  }

  /** Starts a process without items. */
  NodeProcess start() {
    process = new NodeProcess(clock, guarded, this::remember);
    return process;
  }

  /** Starts a process with items of any earlier time, which may be none. */
  void startWithOldItems(Random random) {
    NodeProcess started = start();
    past.forEach(
        (key, states) -> {
          int chosen = random.nextInt(states.size() + 1);
          if (chosen < states.size()) {
            started.restore(key, states.get(chosen));
          }
        });
  }

  private void remember(String key, StoredItem item) {
    onStore.accept(item);
    past.computeIfAbsent(key, _ -> new ArrayList<>()).add(item);
  }
}
