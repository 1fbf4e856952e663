package dev.holdfast.store.memcached;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One life of a simulated memcached: its items, and its cas ids, which begin anew with each life.
 * It answers meta commands as memcached does (its {@code protocol.txt}, "Meta Commands").
 */
final class NodeProcess {
  private static final long MAX_RELATIVE_SECONDS = 30L * 24 * 60 * 60;

  private final SimulatedClock clock;
  private final boolean guarded;
  private final BiConsumer<String, StoredItem> onStore;
  private final Map<String, StoredItem> items = new TreeMap<>();
  private long lastCas;
  private boolean filled;
  private boolean full;

  /**
   * @param guarded whether it heeds the guards of stores and deletes, as memcached does
   * @param onStore is told each item that is stored
   */
  NodeProcess(SimulatedClock clock, boolean guarded, BiConsumer<String, StoredItem> onStore) {
    this.clock = clock;
    this.guarded = guarded;
    this.onStore = onStore;
  }

  /** Returns whether a sweep has filled it since it began. */
  boolean isFilled() {
    return filled;
  }

  void fill() {
    filled = true;
  }

  /** Sets whether it has no memory left for what is to be stored. */
  void setFull(boolean full) {
    this.full = full;
  }

  /** Brings an old item back. */
  void restore(String key, StoredItem old) {
    items.put(key, old.withCas(++lastCas));
  }

  /** Forgets an item, and returns whether there was one. */
  boolean evict(String key) {
    return items.remove(key) != null;
  }

  Reply run(ScriptedRequest request) {
    StoredItem item = find(request.key());
    return switch (request.verb()) {
      case "mg" -> get(request, item);
      case "ms" -> set(request, item);
      case "md" -> delete(request, item);
      default -> throw new IllegalArgumentException("verb: " + request.verb());
    };
  }

  private @Nullable StoredItem find(String key) {
    StoredItem item = items.get(key);
    if (item != null && item.endMillis() <= clock.millis()) {
      items.remove(key);
      return null;
    }
    return item;
  }

  private static Reply get(ScriptedRequest request, @Nullable StoredItem item) {
    if (item == null) {
      return Reply.Plain.MISS;
    }
    return request.has('v')
        ? new Reply.Item(item.value(), item.cas())
        : new Reply.Digest(item.tag(), item.cas());
  }

  private Reply set(ScriptedRequest request, @Nullable StoredItem item) {
    if (full) {
      items.remove(request.key()); // memcached forgets the old value then, lest it be stale
      return new Reply.Rejected("SERVER_ERROR out of memory storing object");
    }
    Reply refusal = guarded ? refusal(request, item) : null;
    if (refusal != null) {
      return refusal;
    }
    var stored =
        new StoredItem(
            request.value(), (int) request.number('F'), ++lastCas, end(request.number('T')));
    items.put(request.key(), stored);
    onStore.accept(request.key(), stored);
    return new Reply.Done(stored.cas());
  }

  private static @Nullable Reply refusal(ScriptedRequest request, @Nullable StoredItem item) {
    if (request.has('M')) {
      return item == null ? null : Reply.Plain.NOT_STORED;
    }
    if (!request.has('C')) {
      return null;
    }
    if (item == null) {
      return Reply.Plain.GONE;
    }
    return item.cas() == request.number('C') ? null : Reply.Plain.CHANGED;
  }

  private Reply delete(ScriptedRequest request, @Nullable StoredItem item) {
    if (item == null) {
      return Reply.Plain.GONE;
    }
    Reply refusal = guarded ? refusal(request, item) : null;
    if (refusal != null) {
      return refusal;
    }
    items.remove(request.key());
    return new Reply.Done(0);
  }

  private long end(long expiry) {
    long seconds = expiry <= MAX_RELATIVE_SECONDS ? clock.millis() / 1000 + expiry : expiry;
    return expiry == 0 ? Long.MAX_VALUE : seconds * 1000;
  }
}
