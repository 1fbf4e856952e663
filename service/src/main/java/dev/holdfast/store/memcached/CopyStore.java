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
  private final Map<NodeLink, Talk> talks = new HashMap<>(4);
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
    /** The same, and it may still answer: asking again waits on. */
    LATE,
    /**
     * Nothing was sent for want of what it holds, which it may still tell: asking again goes on.
     */
    UNHEARD,
    /** It cannot take it, and nothing was sent or stored. */
    UNABLE;

    /** Returns whether asking again can tell more. */
    boolean isOpen() {
      return this == LATE || this == UNHEARD;
    }
  }

  /** How far it has come with one candidate. */
  private static final class Talk {
    private @Nullable CompletableFuture<Reply> look;
    private @Nullable CompletableFuture<Reply> store;
    private boolean hasRefused;

    private Talk(@Nullable CompletableFuture<Reply> look) {
      this.look = look;
    }

    private boolean isOpen() {
      return look != null || store != null;
    }
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
    talks.clear();
    known = seen != null && seen.first().has(base) ? seen : null;
    for (NodeLink link : links) {
      if (base != null && (known == null || known.on(link) == null)) {
        talks.put(link, new Talk(look(link, deadline)));
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
   * How one candidate is gone to.
   *
   * @param first whether nothing is stored elsewhere: then a candidate that misses its base, or is
   *     behind it, is left out, because it could not tell two writers from each other
   * @param deadline bounds each command
   * @param patient whether answers are waited for until then, or for the hedge delay
   */
  record Visit(boolean first, Deadline deadline, boolean patient) {}

  /** Stores the record on one candidate, or goes on where that was left late or unheard. */
  Result write(NodeLink link, Visit visit) {
    Talk talk = talks.computeIfAbsent(link, _ -> new Talk(null));
    Copy copy = talk.isOpen() ? null : remembered(link);
    for (int round = 0; round < MAX_ROUNDS; round++) {
      Result result = talk.store == null ? begin(link, talk, copy, visit) : null;
      if (result == null) {
        result = end(link, talk, visit);
      }
      if (result != null) {
        return result;
      }
      copy = null;
    }
    return Result.REFUSED;
  }

  /** Returns null once the record is sent. */
  private @Nullable Result begin(NodeLink link, Talk talk, @Nullable Copy known, Visit visit) {
    Copy copy = known;
    if (copy == null) {
      var asked = talk.look == null ? look(link, visit.deadline()) : talk.look;
      talk.look = asked;
      Reply told = answer(asked, visit);
      if (told == null) {
        return Result.UNHEARD;
      }
      talk.look = null;
      copy = Poll.copyOf(told, link, expiry);
    }
    if (copy == null) {
      return talk.hasRefused ? Result.REFUSED : Result.UNABLE; // it has, whatever it holds
    }
    Result result = over(copy, visit.first());
    if (result == null) {
      talk.store = store(copy, visit.deadline());
    }
    return result;
  }

  /** Returns null when the candidate holds something else by now. */
  private @Nullable Result end(NodeLink link, Talk talk, Visit visit) {
    Reply reply = talk.store == null ? null : answer(talk.store, visit);
    if (reply == null) {
      return Result.LATE;
    }
    talk.store = null;
    Result result = judge(reply, link);
    talk.hasRefused |= result == null;
    return result;
  }

  private @Nullable Reply answer(CompletableFuture<Reply> reply, Visit visit) {
    return visit.patient()
        ? waiting.one(reply)
        : waiting.within(reply, visit.deadline().hedgeNanos());
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

  private CompletableFuture<Reply> store(Copy copy, Deadline deadline) {
    var request = MetaRequest.set(ItemKey.record(key), copy.guard(), item);
    return copy.connection().send(request, deadline.ofCommand());
  }

  private @Nullable Result judge(Reply reply, NodeLink link) {
    return switch (reply) {
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
