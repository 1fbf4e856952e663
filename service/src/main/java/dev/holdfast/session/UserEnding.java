package dev.holdfast.session;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One end of all sessions of a user. It looks again until it finds none to end: a session that has
 * moved to another key behind the first look is found by the second one.
 */
final class UserEnding {
  private static final int PAGE = 128;
  private static final int MAX_LOOKS = 16;

  private final UserIndex index;
  private final SessionAccess access;
  private final Wish wish;
  private int ended;
  private boolean isUnknown;

  /** What became of one session. */
  private enum Result {
    ENDED,
    NOTHING_TO_END,
    NOT_ENDED,
    UNKNOWN
  }

  /**
   * What is wanted.
   *
   * @param user whose sessions end
   * @param except the key of the one that stays, or null for none
   */
  record Wish(UserKey user, @Nullable StoreKey except) {}

  UserEnding(UserIndex index, SessionAccess access, Wish wish) {
    this.index = index;
    this.access = access;
    this.wish = wish;
  }

  /** Ends the sessions, and returns how many. */
  Answer<Integer> run() {
    Instant start = access.clock().instant(); // a later session does not keep the looks going
    try {
      Instant latest = Instant.MAX; // the clocks of replicas differ a little
      for (int look = 0; look < MAX_LOOKS; look++) {
        int before = ended;
        endAll(latest);
        if (ended == before) {
          return Answer.done(ended);
        }
        latest = start;
      }
      return stopped("the sessions move faster than they can be ended");
    } catch (StoreUnavailableException e) {
      return stopped(String.valueOf(e.getMessage()));
    }
  }

  private void endAll(Instant latest) {
    List<UserIndex.Entry> page = index.sessionsOf(wish.user(), null, PAGE);
    while (!page.isEmpty()) {
      endEach(page.stream().map(UserIndex.Entry::key).toList(), latest);
      page = page.size() < PAGE ? List.of() : index.sessionsOf(wish.user(), page.getLast(), PAGE);
    }
  }

  private void endEach(List<StoreKey> keys, Instant latest) {
    Current kept = kept();
    List<Result> results = FanOut.all(keys, key -> end(key, kept, latest));
    ended += (int) results.stream().filter(Result.ENDED::equals).count();
    isUnknown |= results.contains(Result.UNKNOWN);
    if (results.contains(Result.UNKNOWN) || results.contains(Result.NOT_ENDED)) {
      throw new StoreUnavailableException("the store does not answer for some of the sessions");
    }
  }

  /** Its key may be an alias, so it is looked up anew for every page, after the page. */
  private @Nullable Current kept() {
    StoreKey except = wish.except();
    if (except == null) {
      return null;
    }
    return switch (access.resolver().resolve(except)) {
      case Answer.Done<Current>(var found) -> found.state() == Current.State.LIVE ? found : null;
      case Answer.Refused<Current>(var refusal) ->
          throw new StoreUnavailableException("the session to keep: " + refusal.detail());
    };
  }

  private Result end(StoreKey key, @Nullable Current kept, Instant latest) {
    EndRule end = new EndRule(null, OperationId.random());
    Rule rule = new EndOfUserRule(end, wish.user(), kept, latest);
    try {
      return switch (access.writer().run(key, rule, new LockIntent.Clear())) {
        case Answer.Done<Writer.Result>(var result) ->
            result.applied() == null ? Result.NOTHING_TO_END : Result.ENDED;
        case Answer.Refused<Writer.Result> _ -> Result.NOT_ENDED;
      };
    } catch (StoreUnavailableException _) {
      return Result.NOT_ENDED;
    } catch (OutcomeUnknownException _) {
      return Result.UNKNOWN;
    }
  }

  private Answer<Integer> stopped(String why) {
    return ended == 0 && !isUnknown
        ? Answer.refused(ErrorCode.STORE_UNAVAILABLE, why + "; none was ended")
        : Answer.refused(
            ErrorCode.OUTCOME_UNKNOWN, why + "; some may be ended (expected: repeat the call)");
  }
}
