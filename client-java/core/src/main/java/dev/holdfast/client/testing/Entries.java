package dev.holdfast.client.testing;

import dev.holdfast.client.SessionKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions of one namespace in memory: what has expired is not there. */
final class Entries {
  private static final int ALIAS_STEPS = 2;

  private final Map<SessionKey, Entry> entries = new HashMap<>();
  private final InstantSource clock;

  Entries(InstantSource clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** Returns what stands under the key itself. */
  @Nullable Entry at(SessionKey key) {
    Entry entry = entries.get(key);
    if (entry != null && entry.isExpired(now())) {
      entries.remove(key);
      return null;
    }
    return entry;
  }

  /** Returns the key under which the session is now: the given one, or the one it moved to. */
  SessionKey resolve(SessionKey key) {
    SessionKey at = key;
    for (int step = 0; step < ALIAS_STEPS; step++) {
      Entry entry = at(at);
      SessionKey next = entry == null ? null : entry.movedTo(now());
      if (next == null) {
        break;
      }
      at = next;
    }
    return at;
  }

  /** Returns what stands under a key, or a place for a new session. */
  Entry orNew(SessionKey key) {
    Entry entry = at(key);
    if (entry == null) {
      entry = new Entry(now());
      entries.put(key, entry);
    }
    return entry;
  }

  void put(SessionKey key, Entry entry) {
    entries.put(key, entry);
  }
}
