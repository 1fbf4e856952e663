package dev.holdfast.session;

import dev.holdfast.store.ForwardingSessionStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A store in memory that knows the sessions of users, as one with a database does. */
final class IndexedStore extends ForwardingSessionStore implements UserIndex {
  private static final Comparator<Entry> LATEST_FIRST =
      Comparator.comparing(Entry::lifetimeExpireTime)
          .thenComparing(entry -> entry.key().value())
          .reversed();

  private final Map<StoreKey, Session> rows = new ConcurrentHashMap<>();
  private @Nullable Runnable afterNextLook;
  private boolean silent;

  IndexedStore(SessionStore delegate) {
    super(delegate);
  }

  /** Runs something once the next page has been read. */
  void afterNextLook(Runnable work) {
    afterNextLook = work;
  }

  /** From now on nobody is told what the index says. */
  void silenceIndex() {
    silent = true;
  }

  @Override
  public WriteOutcome write(StoreKey key, SessionWrite write) {
    WriteOutcome outcome = super.write(key, write);
    if (outcome instanceof WriteOutcome.Applied) {
      rows.put(key, write.next());
    }
    return outcome;
  }

  @Override
  public List<Entry> sessionsOf(UserKey user, @Nullable Entry after, int limit) {
    if (silent) {
      throw new StoreUnavailableException("the index is silent");
    }
    List<Entry> page =
        rows.entrySet().stream()
            .filter(row -> user.equals(row.getValue().user()))
            .map(row -> new Entry(row.getKey(), row.getValue().times().lifetimeExpireTime()))
            .filter(entry -> after == null || LATEST_FIRST.compare(entry, after) > 0)
            .sorted(LATEST_FIRST)
            .limit(limit)
            .toList();
    Runnable work = afterNextLook;
    afterNextLook = null;
    if (work != null) {
      work.run();
    }
    return page;
  }
}
