package dev.holdfast.session;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Finds what stands under a key: judges time, and follows aliases at most twice. */
final class Resolver {
  /** What an asker makes do with. */
  private enum Need {
    PROOF,
    MEMORY,
    BEST
  }

  private static final int MAX_HOPS = 2;

  private final SessionStore store;
  private final InstantSource clock;

  Resolver(SessionStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Asks the store. */
  Answer<Current> resolve(StoreKey key) {
    return follow(key, Need.PROOF, 0);
  }

  /**
   * Asks the store, and takes the best live state that it has where it cannot prove one; good for a
   * reader only. An alias that cannot be proved is refused: it may have stopped reaching anything.
   */
  Answer<Current> best(StoreKey key) {
    return follow(key, Need.BEST, 0);
  }

  /** Prefers what the store saw last; good as the base of a write only. */
  Answer<Current> recall(StoreKey key) {
    return follow(key, Need.MEMORY, 0);
  }

  /** Judges a lookup that is at hand. */
  Answer<Current> judge(StoreKey key, Lookup lookup) {
    return judge(key, lookup, Need.PROOF, 0);
  }

  private Answer<Current> follow(StoreKey key, Need need, int hop) {
    if (need == Need.MEMORY) {
      var seen = store.recall(key);
      if (seen.isPresent()) {
        return judge(key, Lookup.of(seen.get()), need, hop);
      }
    }
    return judge(key, store.find(key), need, hop);
  }

  private Answer<Current> judge(StoreKey key, Lookup lookup, Need need, int hop) {
    return switch (lookup) {
      case Lookup.Absent() -> done(key, Current.State.ABSENT, null, Current.Proof.PROVED);
      case Lookup.Ended(var tombstone) -> over(key, tombstone, need);
      case Lookup.Found(var session) -> found(key, session, need, hop);
      case Lookup.Lost(_) ->
          Answer.refused(ErrorCode.SESSION_LOST, "a newer state existed, and no node has it");
      case Lookup.Unverified(var best) when need == Need.BEST && isLive(best) ->
          done(key, Current.State.LIVE, best, Current.Proof.UNVERIFIED);
      case Lookup.Unverified(_) ->
          Answer.refused(ErrorCode.SESSION_UNVERIFIED, "too few nodes answer to prove a state");
    };
  }

  private boolean isLive(@Nullable Session best) {
    return best != null
        && best.status() instanceof Session.Live
        && !best.isExpired(clock.instant());
  }

  private Answer<Current> found(StoreKey key, Session session, Need need, int hop) {
    Instant now = clock.instant();
    if (session.status() instanceof Session.Moved(var target, var graceExpireTime)) {
      boolean reaches = now.isBefore(graceExpireTime) && hop < MAX_HOPS;
      return reaches ? follow(target, need, hop + 1) : over(key, session, need);
    }
    Current.State state = session.isExpired(now) ? Current.State.ABSENT : Current.State.LIVE;
    return done(key, state, session, proofOf(need));
  }

  private Answer<Current> over(StoreKey key, Session record, Need need) {
    boolean forgotten = record.isExpired(clock.instant());
    Current.State state = forgotten ? Current.State.ABSENT : Current.State.ENDED;
    return done(key, state, record, proofOf(need));
  }

  private static Current.Proof proofOf(Need need) {
    return need == Need.MEMORY ? Current.Proof.RECALLED : Current.Proof.PROVED;
  }

  private static Answer<Current> done(
      StoreKey key, Current.State state, @Nullable Session record, Current.Proof proof) {
    return Answer.done(new Current(key, state, record, proof));
  }
}
