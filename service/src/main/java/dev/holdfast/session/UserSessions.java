package dev.holdfast.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The use cases on all sessions of a user: those that a create or a save has bound to them. Without
 * an index of users each is refused with NEEDS_DATABASE. No method throws for what a store or a
 * caller did. Safe for use by many threads; every method may block.
 */
public final class UserSessions {
  /** How many sessions a list has at most. */
  public static final int MAX_LISTED = 1000;

  private static final int CHUNK = 128;

  private final @Nullable UserIndex index;
  private final KeyDigest digest;
  private final SessionAccess access;
  private final GuardedCalls calls;

  UserSessions(
      @Nullable UserIndex index, KeyDigest digest, SessionAccess access, GuardedCalls calls) {
    this.index = index;
    this.digest = digest;
    this.access = access;
    this.calls = calls;
  }

  /**
   * Lists the live sessions of a user, at most {@value #MAX_LISTED}. The index says where to look
   * and the store what is there, so an ended or expired session is never listed, and the times are
   * those that a read would show. It is no use of the sessions.
   */
  public Answer<UserSessionList> list(UserName user) {
    return calls.run(
        CallObserver.Call.LIST_BY_USER,
        () -> index == null ? needsDatabase() : list(index, keyOf(user)));
  }

  /**
   * Ends all sessions of a user but one, and frees their locks. When it has answered, every session
   * that the user had when the call began is ended on every replica, under whichever key; one that
   * is created meanwhile may be ended too. A refusal with outcome unknown may have ended some;
   * repeating the call ends the others.
   *
   * @return how many this call has ended
   */
  public Answer<Integer> endAll(EndUserRequest request) {
    return calls.run(
        CallObserver.Call.END_BY_USER,
        () -> index == null ? needsDatabase() : new UserEnding(index, access, wish(request)).run());
  }

  private UserEnding.Wish wish(EndUserRequest request) {
    String namespace = request.user().namespace().name();
    SessionKey except = request.except();
    return new UserEnding.Wish(
        keyOf(request.user()), except == null ? null : digest.of(namespace, except));
  }

  private UserKey keyOf(UserName user) {
    return digest.of(user.namespace().name(), user.hash());
  }

  private Answer<UserSessionList> list(UserIndex entries, UserKey user) {
    List<UserIndex.Entry> found = entries.sessionsOf(user, null, MAX_LISTED + 1);
    List<StoreKey> keys = found.stream().limit(MAX_LISTED).map(UserIndex.Entry::key).toList();
    Map<StoreKey, UserSession> live = new LinkedHashMap<>();
    for (int from = 0; from < keys.size(); from += CHUNK) {
      List<StoreKey> some = keys.subList(from, Math.min(from + CHUNK, keys.size()));
      for (Answer<Current> looked : FanOut.all(some, access.resolver()::resolve)) {
        switch (looked) {
          case Answer.Refused<Current>(var refusal) -> {
            return Answer.refused(refusal);
          }
          case Answer.Done<Current>(var current) when isLiveOf(user, current) ->
              live.put(current.key(), shown(current));
          case Answer.Done<Current> _ -> {}
        }
      }
    }
    return Answer.done(new UserSessionList(List.copyOf(live.values()), found.size() > MAX_LISTED));
  }

  private static boolean isLiveOf(UserKey user, Current current) {
    return current.state() == Current.State.LIVE && user.equals(current.live().user());
  }

  private UserSession shown(Current current) {
    return new UserSession(digest.handle(current.key()), current.live().times());
  }

  private static <T> Answer<T> needsDatabase() {
    return Answer.refused(
        ErrorCode.NEEDS_DATABASE, "only a durable store knows the sessions of a user");
  }
}
