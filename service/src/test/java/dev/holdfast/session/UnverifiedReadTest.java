package dev.holdfast.session;

import static dev.holdfast.session.Sample.done;
import static dev.holdfast.session.Sample.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.store.memory.InMemorySessionStore;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of a state that the store cannot prove: a marked answer to a read, if at all. */
final class UnverifiedReadTest {
  private static final SessionName SERVED = servedName("session-key-number-1");
  private static final SessionKey NEW_KEY = new SessionKey("session-key-number-2");

  private final SteeredTime time = new SteeredTime();
  private final ScriptedStore store =
      new ScriptedStore(new InMemorySessionStore(1 << 20, Duration.ofMinutes(5), time));
  private final Sessions sessions = new Sessions(store, Sample.DIGEST, time);
  private Session best;

  @BeforeEach
  void leaveASessionThatCannotBeProved() {
    done(sessions.write(Sample.create("basket=3")));
    best = done(sessions.find(Sample.find())).session();
    doubt(best);
  }

  private static SessionName servedName(String key) {
    SessionPolicy base = SessionPolicy.DEFAULT;
    var policy =
        new SessionPolicy(
            base.expiry(),
            base.maxPayloadBytes(),
            base.locks(),
            base.grace(),
            new SessionPolicy.Care(false, SessionPolicy.Unverified.SERVE));
    return new SessionName(
        new Namespace(Namespace.DEFAULT, policy, TokenSet.OPEN), new SessionKey(key));
  }

  private void doubt(Session session) {
    store.recallAs(null);
    store.answerFindsWith(new Lookup.Unverified(session));
  }

  private Answer<ReadSession> read(SessionName name) {
    return sessions.find(new FindRequest(name, null, true));
  }

  @Test
  void findAnswersTheBestStateAndMarksItWhenTheNamespaceServesIt() {
    ReadSession read = done(read(SERVED));

    assertEquals("basket=3", Sample.text(read));
    assertFalse(read.verified());
    assertFalse(read.notModified());
  }

  @Test
  void findAnswersNotModifiedAndMarksItWhenTheCallerHasTheBestState() {
    ReadSession read = done(sessions.find(new FindRequest(SERVED, best.version(), true)));

    assertTrue(read.notModified());
    assertFalse(read.verified());
  }

  @Test
  void findRefusesWhenTheNamespaceDoesNotServeIt() {
    assertEquals(ErrorCode.SESSION_UNVERIFIED, refused(read(Sample.NAME)).code());
  }

  @Test
  void findMarksNothingWhenTheStateIsProved() {
    store.answerFindsWith(new Lookup.Found(best));

    assertTrue(done(read(SERVED)).verified());
  }

  @Test
  void findDoesNotSlideWhenTheStateIsNotProved() {
    time.advance(Duration.ofMinutes(10));

    ReadSession read = done(read(SERVED));
    store.answerFindsWith(null);

    assertEquals(best.times(), read.session().times());
    var kept = done(sessions.find(new FindRequest(SERVED, null, false))).session();
    assertEquals(best.times(), kept.times());
  }

  @Test
  void findSlidesWhenTheStateIsProved() {
    time.advance(Duration.ofMinutes(10));
    store.answerFindsWith(null);

    Session slid = done(read(SERVED)).session();

    assertTrue(slid.times().idleExpireTime().isAfter(best.times().idleExpireTime()));
  }

  @Test
  void findRefusesWhenNoStateCanBeRead() {
    store.answerFindsWith(new Lookup.Unverified(null));

    assertEquals(ErrorCode.SESSION_UNVERIFIED, refused(read(SERVED)).code());
  }

  @Test
  void findRefusesWhenTheBestStateIsEnded() {
    doubt(withStatus(new Session.Ended()));

    assertEquals(ErrorCode.SESSION_UNVERIFIED, refused(read(SERVED)).code());
  }

  @Test
  void findRefusesWhenTheBestStateHasExpired() {
    time.advance(Duration.ofMinutes(30));

    assertEquals(ErrorCode.SESSION_UNVERIFIED, refused(read(SERVED)).code());
  }

  @Test
  void findRefusesWhenTheBestStateIsAnAlias() {
    var target = Sample.DIGEST.of(Namespace.DEFAULT, NEW_KEY);
    doubt(withStatus(new Session.Moved(target, time.instant().plusSeconds(30))));

    assertEquals(ErrorCode.SESSION_UNVERIFIED, refused(read(SERVED)).code());
  }

  @Test
  void findMarksTheStateWhenAnAliasLeadsToOneThatIsNotProved() {
    store.answerFindsWith(null);
    done(sessions.rotate(new RotateRequest(SERVED, NEW_KEY, null, OperationId.random())));
    store.answerFindsOf(Sample.DIGEST.of(Namespace.DEFAULT, NEW_KEY), new Lookup.Unverified(best));

    ReadSession read = done(read(SERVED));

    assertEquals("basket=3", Sample.text(read));
    assertFalse(read.verified());
  }

  static Stream<Function<Sessions, Answer<?>>> everyOtherCall() {
    return Stream.of(
        sessions -> sessions.touch(SERVED),
        sessions -> sessions.write(write(new Condition.MustBeAbsent())),
        sessions -> sessions.write(write(new Condition.None())),
        sessions -> sessions.end(new EndRequest(SERVED, null, OperationId.random())),
        sessions ->
            sessions.rotate(new RotateRequest(SERVED, NEW_KEY, null, OperationId.random())));
  }

  private static WriteRequest write(Condition condition) {
    WriteRequest request = Sample.write("x", condition, null);
    return new WriteRequest(SERVED, request.payload(), condition, request.options());
  }

  @ParameterizedTest
  @MethodSource("everyOtherCall")
  void everyOtherCallIsRefusedWhenTheStateIsNotProved(Function<Sessions, Answer<?>> call) {
    assertEquals(ErrorCode.SESSION_UNVERIFIED, refused(call.apply(sessions)).code());
  }

  @Test
  void saveOverTheBestStateIsRefusedAndLeavesTheSessionAsItWas() {
    var save = write(new Condition.MustMatch(best.version()));

    assertEquals(ErrorCode.SESSION_UNVERIFIED, refused(sessions.write(save)).code());
    store.answerFindsWith(null);
    assertEquals(best.version(), done(read(SERVED)).session().version());
  }

  @Test
  void acquireIsRefusedAndFreesTheLockWhenTheStateIsNotProved() {
    store.answerAcquiresWith(new Lookup.Unverified(best));

    var acquire =
        new AcquireRequest(SERVED, Sample.ANNA, null, Duration.ZERO, null, Sample.unbound());

    assertEquals(ErrorCode.SESSION_UNVERIFIED, refused(sessions.acquire(acquire)).code());
    assertTrue(store.holder(Sample.storeKey()).isEmpty());
  }

  private Session withStatus(Session.Status status) {
    return new Session(best.version(), status, best.times(), best.payload(), best.log());
  }
}
