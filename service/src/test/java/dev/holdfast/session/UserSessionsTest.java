package dev.holdfast.session;

import static dev.holdfast.session.Sample.done;
import static dev.holdfast.session.Sample.refused;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.store.memory.InMemorySessionStore;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class UserSessionsTest {
  private static final UserHash ANNA = new UserHash("user-hash-of-anna");
  private static final UserHash BERT = new UserHash("user-hash-of-bert");
  private static final Namespace OTHER =
      new Namespace("other", SessionPolicy.DEFAULT, TokenSet.OPEN);
  private static final SessionName ONE = Sample.name("session-key-number-1");
  private static final SessionName TWO = Sample.name("session-key-number-2");
  private static final SessionName THREE = Sample.name("session-key-number-3");

  private final SteeredTime time = new SteeredTime();
  private final ScriptedStore store =
      new ScriptedStore(new InMemorySessionStore(10 << 20, Duration.ofMinutes(5), time));
  private final IndexedStore indexed = new IndexedStore(store);
  private final Sessions sessions = new Sessions(indexed, Sample.DIGEST, time);
  private final UserSessions users = sessions.ofUsers(indexed);

  @Test
  void listTellsTheTimesThatAReadShows() {
    create(ONE, ANNA);
    time.advance(Duration.ofMinutes(10));
    SessionTimes slid = done(sessions.touch(ONE)).session().times();

    UserSession listed = listed(ANNA).getFirst();

    assertEquals(slid, listed.times());
    assertEquals(1, listed(ANNA).size());
  }

  @Test
  void listIsNoUseOfTheSessions() {
    create(ONE, ANNA);
    time.advance(Duration.ofMinutes(20));
    listed(ANNA);
    time.advance(Duration.ofMinutes(11));

    assertEquals(ErrorCode.SESSION_NOT_FOUND, code(ONE));
  }

  @Test
  void listLeavesOutWhatHasEndedExpiredOrMoved() {
    create(ONE, ANNA);
    time.advance(Duration.ofMinutes(31));
    create(TWO, ANNA);
    create(THREE, ANNA);
    SessionName four = Sample.name("session-key-number-4");
    done(sessions.rotate(new RotateRequest(THREE, four.key(), null, OperationId.random())));
    done(sessions.end(new EndRequest(TWO, null, OperationId.random())));

    assertEquals(1, listed(ANNA).size());
  }

  @Test
  void listShowsASessionOnceWhenItMovesBehindTheLook() {
    create(ONE, ANNA);
    indexed.afterNextLook(() -> rotate(ONE, TWO, Duration.ZERO.plusSeconds(30)));

    assertEquals(1, listed(ANNA).size());
  }

  @Test
  void handleSaysNothingOfTheKey() {
    create(ONE, ANNA);
    create(TWO, ANNA);
    List<UserSession> both = listed(ANNA);

    assertNotEquals(both.getFirst().handle(), both.getLast().handle());
    for (UserSession each : both) {
      assertEquals(22, each.handle().length());
      for (SessionName name : List.of(ONE, TWO)) {
        String stored = Sample.DIGEST.of(Namespace.DEFAULT, name.key()).value();
        assertFalse(stored.startsWith(each.handle()));
      }
    }
  }

  @Test
  void listIsCutAtItsLimitAndSaysSo() {
    IntStream.rangeClosed(0, UserSessions.MAX_LISTED)
        .forEach(i -> create(Sample.name("one-session-of-many-" + i), ANNA));

    UserSessionList list = done(users.list(user(ANNA)));

    assertEquals(UserSessions.MAX_LISTED, list.sessions().size());
    assertTrue(list.more());
    assertFalse(done(users.list(user(BERT))).more());
  }

  @Test
  void namespacesDoNotMeet() {
    create(ONE, ANNA);
    create(new SessionName(OTHER, ONE.key()), ANNA);

    assertEquals(1, listed(ANNA).size());
    assertEquals(1, endAll(ANNA, null));
    assertEquals(1, done(users.list(new UserName(OTHER, ANNA))).sessions().size());
  }

  @Test
  void saveKeepsTheUserUnlessItNamesAnother() {
    SessionVersion first = create(ONE, ANNA);
    SessionVersion second = done(save(ONE, first, null)).version();
    assertEquals(1, listed(ANNA).size());

    done(save(ONE, second, BERT));

    assertEquals(0, listed(ANNA).size());
    assertEquals(1, listed(BERT).size());
  }

  @Test
  void endAllEndsEverySessionOfTheUserAndNoOther() {
    SessionVersion old = create(ONE, ANNA);
    create(TWO, ANNA);
    create(THREE, BERT);

    assertEquals(2, endAll(ANNA, null));

    assertEquals(ErrorCode.SESSION_ENDED, code(ONE));
    assertEquals(ErrorCode.SESSION_ENDED, code(TWO));
    assertEquals(ErrorCode.SESSION_ENDED, refused(save(ONE, old, ANNA)).code());
    assertEquals(1, listed(BERT).size());
    assertEquals(0, endAll(ANNA, null));
  }

  @Test
  void endAllFreesTheLocks() {
    create(ONE, ANNA);
    done(
        sessions.acquire(
            new AcquireRequest(ONE, Sample.ANNA, null, Duration.ZERO, null, Sample.unbound())));

    endAll(ANNA, null);

    done(
        sessions.acquire(
            new AcquireRequest(ONE, Sample.BERT, null, Duration.ZERO, null, Sample.unbound())));
  }

  @Test
  void endAllKeepsTheExceptionUnderItsOldKeyToo() {
    create(ONE, ANNA);
    create(TWO, ANNA);
    rotate(ONE, THREE, Duration.ofSeconds(30));

    assertEquals(1, endAll(ANNA, ONE.key()));

    done(sessions.find(new FindRequest(THREE, null, true)));
    assertEquals(ErrorCode.SESSION_ENDED, code(TWO));
  }

  @Test
  void endAllKeepsNoneWhenTheExceptionIsNoLiveSession() {
    create(ONE, ANNA);

    assertEquals(1, endAll(ANNA, TWO.key()));
  }

  @Test
  void endAllFollowsASessionThatMovesBehindItsLook() {
    create(ONE, ANNA);
    create(TWO, ANNA);
    indexed.afterNextLook(() -> rotate(ONE, THREE, Duration.ZERO));

    assertEquals(2, endAll(ANNA, null));

    assertEquals(ErrorCode.SESSION_ENDED, code(THREE));
  }

  @Test
  void endAllKeepsTheExceptionWhenItIsJustMoving() {
    create(ONE, ANNA);
    create(TWO, ANNA);
    store.overtakeNextWrite(() -> {});
    store.overtakeNextWrite(() -> assertEquals(1, endAll(ANNA, ONE.key())));

    rotate(ONE, THREE, Duration.ofSeconds(30));

    done(sessions.find(new FindRequest(THREE, null, true)));
    assertEquals(ErrorCode.SESSION_ENDED, code(TWO));
  }

  @Test
  void neitherTakesASessionThatIsBoundToSomebodyElseBehindTheLook() {
    SessionVersion first = create(ONE, ANNA);
    indexed.afterNextLook(() -> done(save(ONE, first, BERT)));
    assertEquals(0, listed(ANNA).size());
    SessionVersion second = create(TWO, ANNA);
    indexed.afterNextLook(() -> done(save(TWO, second, BERT)));

    assertEquals(0, endAll(ANNA, null));

    assertEquals(2, listed(BERT).size());
  }

  @Test
  void endAllStopsThoughNewSessionsComeAllTheTime() {
    create(ONE, ANNA);
    indexed.afterNextLook(
        () -> {
          time.advance(Duration.ofSeconds(1));
          create(TWO, ANNA);
        });

    assertEquals(1, endAll(ANNA, null));

    assertEquals(1, listed(ANNA).size());
  }

  @Test
  void endAllIsNotAppliedWhenNoEndIsTaken() {
    create(ONE, ANNA);
    store.failNextWrite(new StoreUnavailableException("silent"));

    Refusal refusal = refused(users.endAll(new EndUserRequest(user(ANNA), null)));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, refusal.code());
    assertEquals(Outcome.NOT_APPLIED, refusal.outcome());
  }

  @Test
  void endAllIsUnknownWhenSomeEndIsTakenAndARepetitionFinishes() {
    create(ONE, ANNA);
    create(TWO, ANNA);
    store.failNextWrite(new StoreUnavailableException("silent"));

    Refusal refusal = refused(users.endAll(new EndUserRequest(user(ANNA), null)));

    assertEquals(ErrorCode.OUTCOME_UNKNOWN, refusal.code());
    assertEquals(Outcome.UNKNOWN, refusal.outcome());
    assertEquals(1, endAll(ANNA, null));
  }

  @Test
  void endAllIsUnknownWhenNoAnswerCameToAnEnd() {
    create(ONE, ANNA);
    store.failNextWrite(new OutcomeUnknownException("no answer"));

    Refusal refusal = refused(users.endAll(new EndUserRequest(user(ANNA), null)));

    assertEquals(ErrorCode.OUTCOME_UNKNOWN, refusal.code());
  }

  @Test
  void endAllEndsNothingWhenTheExceptionCannotBeFound() {
    create(ONE, ANNA);
    StoreKey unproved = Sample.DIGEST.of(Namespace.DEFAULT, TWO.key());
    store.answerFindsOf(unproved, new Lookup.Unverified(null));

    Refusal refusal = refused(users.endAll(new EndUserRequest(user(ANNA), TWO.key())));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, refusal.code());
    done(sessions.find(new FindRequest(ONE, null, true)));
  }

  @Test
  void silenceIsNeverAnEmptyList() {
    create(ONE, ANNA);
    store.answerFindsWith(new Lookup.Unverified(null));
    assertEquals(ErrorCode.SESSION_UNVERIFIED, refused(users.list(user(ANNA))).code());

    indexed.silenceIndex();

    assertEquals(ErrorCode.STORE_UNAVAILABLE, refused(users.list(user(ANNA))).code());
    assertEquals(
        ErrorCode.STORE_UNAVAILABLE,
        refused(users.endAll(new EndUserRequest(user(ANNA), null))).code());
  }

  @Test
  void bothNeedADatabaseWhenThereIsNoIndex() {
    UserSessions without = sessions.ofUsers(null);

    assertEquals(ErrorCode.NEEDS_DATABASE, refused(without.list(user(ANNA))).code());
    assertEquals(
        ErrorCode.NEEDS_DATABASE,
        refused(without.endAll(new EndUserRequest(user(ANNA), null))).code());
  }

  private SessionVersion create(SessionName name, UserHash user) {
    return done(sessions.write(write(name, new Condition.MustBeAbsent(), user))).version();
  }

  private Answer<WrittenSession> save(
      SessionName name, SessionVersion base, @Nullable UserHash user) {
    return sessions.write(write(name, new Condition.MustMatch(base), user));
  }

  private static WriteRequest write(
      SessionName name, Condition condition, @Nullable UserHash user) {
    var options = new WriteRequest.Options(OperationId.random(), null, user);
    return new WriteRequest(name, Payload.of("one".getBytes(UTF_8)), condition, options);
  }

  private void rotate(SessionName from, SessionName to, Duration grace) {
    done(sessions.rotate(new RotateRequest(from, to.key(), grace, OperationId.random())));
  }

  private List<UserSession> listed(UserHash user) {
    return done(users.list(user(user))).sessions();
  }

  private int endAll(UserHash user, @Nullable SessionKey except) {
    return done(users.endAll(new EndUserRequest(user(user), except)));
  }

  private ErrorCode code(SessionName name) {
    return refused(sessions.find(new FindRequest(name, null, false))).code();
  }

  private static UserName user(UserHash hash) {
    return new UserName(Sample.NAMESPACE, hash);
  }
}
