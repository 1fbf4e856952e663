package dev.holdfast.session;

import java.time.Instant;
import java.time.InstantSource;

/** Finds what stands under a key: judges time, and follows aliases at most twice. */
final class Resolver {
  private static final int MAX_HOPS = 2;

  private final SessionStore store;
  private final InstantSource clock;

  Resolver(SessionStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Asks the store. */
  Answer<Current> resolve(StoreKey key) {
    return follow(key, false, 0);
  }

  /** Prefers what the store saw last; good as the base of a write only. */
  Answer<Current> recall(StoreKey key) {
    return follow(key, true, 0);
  }

  /** Judges a lookup that is at hand. */
  Answer<Current> judge(StoreKey key, Lookup lookup) {
    return judge(key, lookup, false, 0);
  }

  private Answer<Current> follow(StoreKey key, boolean recall, int hop) {
    if (recall) {
      var seen = store.recall(key);
      if (seen.isPresent()) {
        return judge(key, Lookup.of(seen.get()), true, hop);
      }
    }
    return judge(key, store.find(key), recall, hop);
  }

  private Answer<Current> judge(StoreKey key, Lookup lookup, boolean recall, int hop) {
    return switch (lookup) {
      case Lookup.Absent() -> Answer.done(new Current(key, Current.State.ABSENT, null, false));
      case Lookup.Ended(var tombstone) -> over(key, tombstone, recall);
      case Lookup.Found(var session) -> found(key, session, recall, hop);
      case Lookup.Lost(_) ->
          Answer.refused(ErrorCode.SESSION_LOST, "a newer state existed, and no node has it");
      case Lookup.Unverified(_) ->
          Answer.refused(ErrorCode.SESSION_UNVERIFIED, "too few nodes answer to prove a state");
    };
  }

  private Answer<Current> found(StoreKey key, Session session, boolean recall, int hop) {
    Instant now = clock.instant();
    if (session.status() instanceof Session.Moved(var target, var graceExpireTime)) {
      boolean reaches = now.isBefore(graceExpireTime) && hop < MAX_HOPS;
      return reaches ? follow(target, recall, hop + 1) : over(key, session, recall);
    }
    Current.State state = session.isExpired(now) ? Current.State.ABSENT : Current.State.LIVE;
    return Answer.done(new Current(key, state, session, recall));
  }

  private Answer<Current> over(StoreKey key, Session record, boolean recall) {
    boolean forgotten = record.isExpired(clock.instant());
    Current.State state = forgotten ? Current.State.ABSENT : Current.State.ENDED;
    return Answer.done(new Current(key, state, record, recall));
  }
}
