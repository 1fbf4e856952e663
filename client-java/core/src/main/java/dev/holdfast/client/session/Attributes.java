package dev.holdfast.client.session;

import dev.holdfast.client.attribute.AttributeCodec;
import dev.holdfast.client.attribute.AttributeCodecs;
import dev.holdfast.client.attribute.AttributeException;
import dev.holdfast.client.attribute.Envelope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one session in one request: as bytes as they were loaded, and as objects once
 * they are asked for.
 */
final class Attributes {
  private final AttributeCodecs codecs;
  private final SessionObserver observer;
  private final Map<String, Object> live = new HashMap<>();
  private final Set<String> written = new HashSet<>();
  private final Set<String> removed = new HashSet<>();
  private final Set<String> undecodable = new HashSet<>();
  private Map<String, Envelope> base;
  private boolean ignoresReads;

  Attributes(AttributeCodecs codecs, SessionObserver observer, Map<String, Envelope> base) {
    this.codecs = codecs;
    this.observer = observer;
    this.base = base;
  }

  void saveOnlyWhatWasPut() {
    ignoresReads = true;
  }

  Map<String, Envelope> base() {
    return base;
  }

  @Nullable Object get(String name) {
    Object value = live.get(name);
    if (value != null || removed.contains(name) || undecodable.contains(name)) {
      return value;
    }
    Envelope envelope = base.get(name);
    if (envelope == null) {
      return null;
    }
    try {
      Object decoded = codecs.decode(envelope);
      live.put(name, decoded);
      return decoded;
    } catch (AttributeException e) {
      undecodable.add(name);
      observer.undecodable(name, e);
      return null;
    }
  }

  /** Puts a value; refuses one that no codec takes at once, where the mistake is made. */
  void put(String name, Object value) {
    try {
      codecs.writing(value);
    } catch (AttributeException e) {
      throw new IllegalArgumentException("attribute " + name + ": " + e.getMessage(), e);
    }
    live.put(name, value);
    written.add(name);
    removed.remove(name);
    undecodable.remove(name);
  }

  void remove(String name) {
    live.remove(name);
    written.remove(name);
    undecodable.remove(name);
    if (base.containsKey(name)) {
      removed.add(name);
    }
  }

  /** Returns the names there are now, those of undecodable ones included. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(base.keySet());
    names.removeAll(removed);
    names.addAll(live.keySet());
    return names;
  }

  Set<String> undecodable() {
    return Set.copyOf(undecodable);
  }

  /**
   * Returns what differs from what was loaded: the new bytes by name, none for a removed one.
   *
   * @throws AttributeNotStoredException for a value that cannot be written
   */
  Map<String, Optional<Envelope>> changes() {
    Map<String, Optional<Envelope>> changes = new LinkedHashMap<>();
    removed.forEach(name -> changes.put(name, Optional.empty()));
    live.forEach(
        (name, value) -> {
          Envelope changed = changed(name, value);
          if (changed != null) {
            changes.put(name, Optional.of(changed));
          }
        });
    return changes;
  }

  /**
   * Goes on from what was saved: a value that another request saved is decoded when asked for.
   *
   * @param saved all attributes as they stand
   * @param own the changes that this request had
   */
  void rebase(Map<String, Envelope> saved, Map<String, Optional<Envelope>> own) {
    live.keySet()
        .removeIf(
            name -> {
              Optional<Envelope> mine = own.get(name);
              Envelope kept = mine == null ? base.get(name) : mine.orElse(null);
              return !Objects.equals(kept, saved.get(name));
            });
    undecodable.removeIf(name -> !Objects.equals(base.get(name), saved.get(name)));
    base = saved;
    written.clear();
    removed.clear();
  }

  Envelope encode(String name, Object value) {
    try {
      return codecs.encode(value);
    } catch (AttributeException e) {
      throw new AttributeNotStoredException(name, e);
    }
  }

  /** Returns a value for a clash; null where there is none to see. */
  @Nullable Object decode(String name, @Nullable Envelope envelope) {
    try {
      return envelope == null ? null : codecs.decode(envelope);
    } catch (AttributeException e) {
      observer.undecodable(name, e);
      return null;
    }
  }

  @Nullable Object live(String name) {
    return live.get(name);
  }

  private @Nullable Envelope changed(String name, Object value) {
    Envelope before = base.get(name);
    boolean read = before != null && !written.contains(name);
    try {
      if (read && ignoresReads) {
        return null;
      }
      AttributeCodec codec = codecs.writing(value);
      if (read && codec.isImmutable(value)) {
        return null;
      }
      Envelope now = new Envelope(codec.id(), codec.encode(value));
      boolean same = now.equals(before) || (read && before != null && isWrittenSo(before, now));
      return same ? null : now;
    } catch (AttributeException e) {
      throw new AttributeNotStoredException(name, e);
    }
  }

  /**
   * Whether what stands would be written as these bytes now: a collection that was read may be
   * written in another order than before.
   */
  private boolean isWrittenSo(Envelope before, Envelope now) {
    try {
      return now.equals(codecs.encode(codecs.decode(before)));
    } catch (AttributeException e) {
      return false; // What stands cannot be read any more: the new value replaces it.
    }
  }
}
