package dev.holdfast.client.session;

import dev.holdfast.client.SessionKey;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The copies of one server, those used last, up to a number of bytes.
 *
 * <p>A request that read a session before another one saved or ended it may come to its copy later:
 * so a copy is never replaced by an older one, and none comes back after an end.
 */
final class NearCopies {
  /** What a copy costs besides its payload, roughly. */
  private static final int OVERHEAD_BYTES = 400;

  private static final int MOST_ENDED = 10_000;

  private final Map<SessionKey, NearCopy> copies = new LinkedHashMap<>(64, 0.75f, true);
  private final Set<SessionKey> ended = new LinkedHashSet<>();
  private final long mostBytes;
  private long bytes;

  NearCopies(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  synchronized @Nullable NearCopy get(SessionKey key) {
    return copies.get(key);
  }

  /** Keeps what was read or saved, unless something newer is known. */
  synchronized void put(SessionKey key, NearCopy copy) {
    NearCopy known = copies.get(key);
    if (ended.contains(key) || (known != null && known.version() > copy.version())) {
      return;
    }
    remove(key);
    if (cost(copy) > mostBytes) {
      return;
    }
    copies.put(key, copy);
    bytes += cost(copy);
    Iterator<NearCopy> oldest = copies.values().iterator();
    while (bytes > mostBytes) {
      bytes -= cost(oldest.next());
      oldest.remove();
    }
  }

  /** Keeps a session that was just created, perhaps over an ended one. */
  synchronized void putCreated(SessionKey key, NearCopy copy) {
    ended.remove(key);
    remove(key);
    put(key, copy);
  }

  /** Changes a copy that is still of this version; its payload stays. */
  synchronized void update(SessionKey key, String etag, UnaryOperator<NearCopy> change) {
    NearCopy copy = copies.get(key);
    if (copy != null && copy.etag().equals(etag)) {
      copies.put(key, change.apply(copy));
    }
  }

  /** Forgets a copy. */
  synchronized void remove(SessionKey key) {
    NearCopy removed = copies.remove(key);
    if (removed != null) {
      bytes -= cost(removed);
    }
  }

  /** Forgets the copy of a session that is no more, and takes no late one. */
  synchronized void end(SessionKey key) {
    remove(key);
    ended.add(key);
    if (ended.size() > MOST_ENDED) {
      Iterator<SessionKey> oldest = ended.iterator();
      oldest.next();
      oldest.remove();
    }
  }

  synchronized void clear() {
    copies.clear();
    bytes = 0;
  }

  private static long cost(NearCopy copy) {
    return (long) copy.payload().size() + OVERHEAD_BYTES;
  }
}
