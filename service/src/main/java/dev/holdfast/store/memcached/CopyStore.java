package dev.holdfast.store.memcached;

import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Stores a record on one candidate after the other, each time over its base, or over what is older.
 * Meeting the record itself is success, so repeating it is safe. Used by one thread.
 */
final class CopyStore {
  private static final int MAX_ROUNDS = 6;

  private final Waiting waiting;
  private final MemcachedExpiry expiry;
  private final StoreKey key;
  private final @Nullable SessionVersion base;
  private final Session next;
  private final ItemValue item;
  private final Map<NodeLink, CompletableFuture<Reply>> looks = new HashMap<>(4);
  private @Nullable Sighting known;
  private @Nullable Sighting stored;

  /** What one candidate made of it. */
  enum Result {
    /** It has the record. */
    STORED,
    /** It has something else, which is newer or from another writer. */
    REFUSED,
    /** It has nothing, or less than the base. */
    MISSING,
    /** It may have the record, now or later. */
    SILENT,
    /** It cannot take it, and nothing was sent or stored. */
    UNABLE
  }

  CopyStore(
      ReplicatedCopies copies,
      StoreKey key,
      @Nullable SessionVersion base,
      Session next,
      ItemValue item) {
    this.waiting = copies.waiting();
    this.expiry = copies.items().expiry();
    this.key = key;
    this.base = base;
    this.next = next;
    this.item = item;
  }

  /** Gets ready for a pass over candidates, asking these at once for what is not known. */
  void begin(@Nullable Sighting seen, List<NodeLink> links, Deadline deadline) {
    stored = null;
    looks.clear();
    known = seen != null && seen.first().has(base) ? seen : null;
    for (NodeLink link : links) {
      if (base != null && (known == null || known.on(link) == null)) {
        looks.put(link, look(link, deadline));
      }
    }
  }

  /** Returns the copies of the base as they were seen before, where they were. */
  @Nullable Sighting known() {
    return known;
  }

  /** Returns the copies that were stored since {@link #begin}, at least one. */
  Sighting stored() {
    if (stored == null) {
      throw new IllegalStateException("nothing was stored");
    }
    return stored;
  }

  /**
   * Stores the record on one candidate.
   *
   * @param first whether nothing is stored elsewhere: then a candidate that misses its base, or is
   *     behind it, is left out, because it could not tell two writers from each other
   */
  Result write(NodeLink link, boolean first, Deadline deadline) {
    Copy copy = remembered(link);
    for (int round = 0; round < MAX_ROUNDS; round++) {
      if (copy == null) {
        CompletableFuture<Reply> asked = looks.remove(link);
        Reply reply = waiting.one(asked == null ? look(link, deadline) : asked);
        copy = Poll.copyOf(reply, link, expiry);
      }
      if (copy == null) {
        return round == 0 ? Result.UNABLE : Result.REFUSED; // it has refused, whatever it holds
      }
      Result result = over(copy, first);
      if (result == null) {
        result = store(copy, deadline);
      }
      if (result != null) {
        return result;
      }
      copy = null;
    }
    return Result.REFUSED;
  }

  private @Nullable Copy remembered(NodeLink link) {
    Sighting seen = known;
    return base == null ? new Copy(null, 0, link) : seen == null ? null : seen.on(link);
  }

  /** Returns the result where there is nothing to store, or null where there is. */
  private @Nullable Result over(Copy copy, boolean first) {
    if (copy.has(next.version()) && copy.whole()) {
      note(copy);
      return Result.STORED;
    }
    if (copy.isAbsent()) {
      return base != null && first ? Result.MISSING : null;
    }
    boolean older = base != null && !copy.isUnreadable() && copy.counter() < base.counter();
    if (older && first) {
      return Result.MISSING;
    }
    return older || copy.has(base) || copy.has(next.version()) ? null : Result.REFUSED;
  }

  /** Returns null when the candidate holds something else by now. */
  private @Nullable Result store(Copy copy, Deadline deadline) {
    NodeLink link = copy.connection();
    var request = MetaRequest.set(ItemKey.record(key), copy.guard(), item);
    return switch (waiting.one(link.send(request, deadline.ofCommand()))) {
      case Reply.Done(long cas) -> {
        note(new Copy(next, cas, link));
        yield Result.STORED;
      }
      case Reply.Failed(boolean sent, String _) -> sent ? Result.SILENT : Result.UNABLE;
      case Reply.Rejected _ -> Result.UNABLE;
      default -> null;
    };
  }

  private void note(Copy copy) {
    stored = stored == null ? new Sighting(copy, null, null) : stored.with(copy);
  }

  private CompletableFuture<Reply> look(NodeLink link, Deadline deadline) {
    return link.send(MetaRequest.get(ItemKey.record(key)), deadline.ofCommand());
  }
}
