package dev.holdfast.session;

import static dev.holdfast.session.Sample.done;
import static dev.holdfast.session.Sample.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.store.memory.InMemorySessionStore;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An outage is told as an outage: never as absence, never as a refused write. */
final class SessionsOutageTest {
  private final SteeredTime time = new SteeredTime();
  private final ScriptedStore store =
      new ScriptedStore(new InMemorySessionStore(1 << 20, Duration.ofMinutes(5), time));
  private final Sessions sessions = new Sessions(store, Sample.DIGEST, time);

  static Stream<Function<Sessions, Answer<?>>> everyCallThatLooks() {
    return Stream.of(
        sessions -> sessions.find(Sample.find()),
        sessions -> sessions.touch(Sample.NAME),
        sessions -> sessions.write(Sample.create("x")),
        sessions -> sessions.end(Sample.end()),
        sessions ->
            sessions.rotate(
                new RotateRequest(
                    Sample.NAME,
                    new SessionKey("session-key-number-2"),
                    null,
                    OperationId.random())));
  }

  @ParameterizedTest
  @MethodSource("everyCallThatLooks")
  void answersStoreUnavailableWhenTheStoreIsSilent(Function<Sessions, Answer<?>> call) {
    store.recallAs(null);
    store.failNextFind(new StoreUnavailableException("node a does not answer"));

    Refusal refusal = refused(call.apply(sessions));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, refusal.code());
    assertEquals(Outcome.NOT_APPLIED, refusal.outcome());
  }

  @ParameterizedTest
  @MethodSource("everyCallThatLooks")
  void answersUnverifiedWhenTheStoreCannotProveAState(Function<Sessions, Answer<?>> call) {
    store.recallAs(null);
    store.answerFindsWith(new Lookup.Unverified(null));

    assertEquals(ErrorCode.SESSION_UNVERIFIED, refused(call.apply(sessions)).code());
  }

  @ParameterizedTest
  @MethodSource("everyCallThatLooks")
  void answersLostWhenTheNewestStateIsGone(Function<Sessions, Answer<?>> call) {
    store.recallAs(null);
    store.answerFindsWith(new Lookup.Lost(new SessionVersion(1L << 40)));

    assertEquals(ErrorCode.SESSION_LOST, refused(call.apply(sessions)).code());
  }

  @Test
  void writeAnswersUnknownWhenNoAnswerCame() {
    store.failNextWrite(new OutcomeUnknownException("node a does not answer"));

    Refusal refusal = refused(sessions.write(Sample.create("x")));

    assertEquals(ErrorCode.OUTCOME_UNKNOWN, refusal.code());
    assertEquals(Outcome.UNKNOWN, refusal.outcome());
  }

  @Test
  void writeAnswersAsTheFirstWhenRepeatedAfterAnUnknownOutcome() {
    WriteRequest create = Sample.create("x");
    store.overtakeNextWrite(
        () -> {
          done(sessions.write(create));
          store.failNextWrite(new OutcomeUnknownException("node a does not answer"));
        });

    Refusal unknown = refused(sessions.write(create));
    WrittenSession again = done(sessions.write(create));

    assertEquals(ErrorCode.OUTCOME_UNKNOWN, unknown.code());
    assertEquals(done(sessions.find(Sample.find())).session().version(), again.version());
  }

  @Test
  void findAnswersAndKeepsTheOldEndWhenASlideIsNotTaken() {
    WrittenSession written = done(sessions.write(Sample.create("x")));
    time.advance(Duration.ofMinutes(10));
    store.failNextSlide(new StoreUnavailableException("node a does not answer"));

    ReadSession read = done(sessions.find(Sample.find()));

    assertEquals(written.times().idleExpireTime(), read.session().times().idleExpireTime());
  }

  @Test
  void acquireFreesTheLockWhenTheStateCannotBeProved() {
    store.answerAcquiresWith(new Lookup.Unverified(null));

    Refusal refusal = refused(sessions.acquire(Sample.acquire(Sample.ANNA, Duration.ZERO)));

    assertEquals(ErrorCode.SESSION_UNVERIFIED, refusal.code());
    assertEquals(java.util.Optional.empty(), store.holder(Sample.storeKey()));
  }
}
