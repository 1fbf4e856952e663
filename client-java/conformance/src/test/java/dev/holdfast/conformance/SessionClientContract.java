package dev.holdfast.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.client.Absence;
import dev.holdfast.client.AcquireAnswer;
import dev.holdfast.client.LockAnswer;
import dev.holdfast.client.LockOwner;
import dev.holdfast.client.LockState;
import dev.holdfast.client.LockTerms;
import dev.holdfast.client.OperationId;
import dev.holdfast.client.Outcome;
import dev.holdfast.client.Payload;
import dev.holdfast.client.Problem;
import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.ReadTerms;
import dev.holdfast.client.Reason;
import dev.holdfast.client.Session;
import dev.holdfast.client.SessionClient;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.UserHash;
import dev.holdfast.client.UserSessionsAnswer;
import dev.holdfast.client.Write;
import dev.holdfast.client.WriteAnswer;
import dev.holdfast.client.Written;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every client answers, in its own types; the conformance cases say the rest. */
interface SessionClientContract {
  /** Returns the client, over a service without a durable store. */
  SessionClient client();

  @Test
  default void findAnswersPayloadAndTimesWhenThereIsASession() {
    SessionKey key = key();
    applied(client().create(key, write("one")));
    Session found = found(client().find(key));
    assertEquals(payload("one"), found.payload());
    assertTrue(found.verified());
    assertTrue(found.times().createTime().isBefore(found.times().expireTime()));
    assertTrue(found.times().expireTime().isBefore(found.times().lifetimeExpireTime()));
  }

  @Test
  default void findAnswersNoPayloadWhenTheCallerHasIt() {
    SessionKey key = key();
    String etag = applied(client().create(key, write("one"))).session().etag();
    Session found = found(client().find(key, ReadTerms.DEFAULT.having(etag)));
    assertNull(found.payload());
    assertEquals(etag, found.etag());
  }

  @Test
  default void findAnswersAnEmptyPayloadWhenThatIsTheSession() {
    SessionKey key = key();
    applied(client().create(key, write("")));
    assertEquals(payload(""), found(client().find(key)).payload());
  }

  @Test
  default void findTellsAbsenceFromAnEnd() {
    SessionKey key = key();
    assertEquals(Absence.NOT_FOUND, absence(client().find(key)));
    applied(client().create(key, write("one")));
    assertInstanceOf(WriteAnswer.Applied.class, client().end(key));
    assertEquals(Absence.ENDED, absence(client().find(key)));
    assertEquals(Absence.ENDED, absence(client().describe(key, true)));
    assertEquals(Absence.ENDED, absence(client().touch(key)));
  }

  @Test
  default void describeAnswersTheVersionWithoutThePayload() {
    SessionKey key = key();
    String etag = applied(client().create(key, write("one"))).session().etag();
    Session described = found(client().describe(key, false));
    assertEquals(etag, described.etag());
    assertNull(described.payload());
  }

  @Test
  default void createNamesTheCurrentVersionWhenASessionIsLive() {
    SessionKey key = key();
    String etag = applied(client().create(key, write("one"))).session().etag();
    Problem problem = notApplied(client().create(key, write("two")));
    assertEquals(Reason.SESSION_EXISTS, problem.reason());
    assertEquals(etag, problem.hints().currentEtag());
  }

  @Test
  default void saveIsAConflictWhenAnotherVersionIsCurrent() {
    SessionKey key = key();
    String first = applied(client().create(key, write("one"))).session().etag();
    String second = applied(client().save(key, write("two"), first)).session().etag();
    Problem problem = notApplied(client().save(key, write("three"), first));
    assertEquals(Reason.VERSION_MISMATCH, problem.reason());
    assertEquals(second, problem.hints().currentEtag());
    assertEquals(payload("two"), found(client().find(key)).payload());
  }

  @Test
  default void saveIsRefusedWhenTheSessionWasEnded() {
    SessionKey key = key();
    String etag = applied(client().create(key, write("one"))).session().etag();
    client().end(key);
    assertEquals(Reason.SESSION_ENDED, notApplied(client().save(key, write("two"), etag)).reason());
  }

  @Test
  default void saveIsUnknownWhenTooManyWritesHavePassed() {
    SessionKey key = key();
    String first = applied(client().create(key, write("one"))).session().etag();
    String etag = first;
    for (int i = 0; i < 5; i++) {
      etag = applied(client().save(key, write("more " + i), etag)).session().etag();
    }
    WriteAnswer<Written> answer = client().save(key, write("late"), first);
    Problem problem = assertInstanceOf(WriteAnswer.Unknown.class, answer).problem();
    assertEquals(Reason.VERSION_MISMATCH, problem.reason());
    assertEquals(Outcome.UNKNOWN, problem.outcome());
  }

  @Test
  default void putCreatesWhenThereIsNoSession() {
    SessionKey key = key();
    assertTrue(applied(client().put(key, write("one"))).created());
    assertTrue(!applied(client().put(key, write("two"))).created());
    assertEquals(payload("two"), found(client().find(key)).payload());
  }

  @Test
  default void replayAnswersAsTheFirstTime() {
    SessionKey key = key();
    Write write = write("one").named(OperationId.random());
    Written first = applied(client().create(key, write));
    Written again = applied(client().create(key, write));
    assertTrue(again.created());
    assertEquals(first.session().etag(), again.session().etag());
  }

  @Test
  default void createIsRefusedWhenThePayloadIsTooLarge() {
    Write write = Write.of(Payload.of(new byte[1_000_001]));
    assertEquals(Reason.PAYLOAD_TOO_LARGE, notApplied(client().create(key(), write)).reason());
  }

  @Test
  default void acquireLocksAndReads() {
    SessionKey key = key();
    applied(client().create(key, write("one")));
    var acquired = acquired(client().acquire(key, LockOwner.random(), briefly(), null));
    assertEquals(payload("one"), acquired.session().payload());
    AcquireAnswer second = client().acquire(key, LockOwner.random(), briefly(), null);
    Problem problem = assertInstanceOf(AcquireAnswer.Held.class, second).problem();
    assertTrue(problem.retryable());
    assertTrue(problem.hints().retryAfter().toMillis() > 0);
  }

  @Test
  default void acquireAnswersNoPayloadWhenTheCallerHasIt() {
    SessionKey key = key();
    String etag = applied(client().create(key, write("one"))).session().etag();
    var acquired = acquired(client().acquire(key, LockOwner.random(), briefly(), etag));
    assertEquals(etag, acquired.session().etag());
    assertNull(acquired.session().payload());
  }

  @Test
  default void acquireHoldsTheLockWhenThereIsNoSession() {
    SessionKey key = key();
    LockOwner owner = LockOwner.random();
    assertNull(acquired(client().acquire(key, owner, briefly(), null)).session());
    Written written = applied(client().create(key, write("one").releasing(owner)));
    assertEquals(LockState.RELEASED, written.lock());
  }

  @Test
  default void acquireWaitsUntilTheLockIsFree() throws InterruptedException {
    SessionKey key = key();
    LockOwner owner = LockOwner.random();
    acquired(client().acquire(key, owner, briefly(), null));
    Thread releaser = new Thread(() -> client().release(key, owner));
    releaser.start();
    LockTerms patient = new LockTerms(Duration.ofSeconds(20), Duration.ofSeconds(30));
    acquired(client().acquire(key, LockOwner.random(), patient, null));
    releaser.join();
  }

  @Test
  default void renewAndReleaseAreForTheOwner() {
    SessionKey key = key();
    LockOwner owner = LockOwner.random();
    LockTerms terms = new LockTerms(Duration.ZERO, Duration.ofSeconds(20));
    Instant end = acquired(client().acquire(key, owner, terms, null)).lockExpireTime();
    LockAnswer renewed = client().renew(key, owner, Duration.ofSeconds(60));
    assertTrue(assertInstanceOf(LockAnswer.Held.class, renewed).expireTime().isAfter(end));
    assertInstanceOf(LockAnswer.Lost.class, client().release(key, LockOwner.random()));
    assertInstanceOf(LockAnswer.Released.class, client().release(key, owner));
    assertInstanceOf(LockAnswer.Lost.class, client().release(key, owner));
  }

  @Test
  default void rotateMovesTheSession() {
    SessionKey key = key();
    SessionKey newKey = key();
    String etag = applied(client().create(key, write("one"))).session().etag();
    Written moved =
        applied(client().rotate(key, newKey, Duration.ofSeconds(30), OperationId.random()));
    assertNotEquals(etag, moved.session().etag());
    assertEquals(payload("one"), found(client().find(key)).payload());
    assertEquals(payload("one"), found(client().find(newKey)).payload());
  }

  @Test
  default void rotateIsRefusedWhenThereIsNoSession() {
    WriteAnswer<Written> answer = client().rotate(key(), key(), null, OperationId.random());
    assertEquals(Reason.SESSION_NOT_FOUND, notApplied(answer).reason());
  }

  @Test
  default void rotateIsRefusedWhenTheNewKeyIsTheOld() {
    SessionKey key = key();
    WriteAnswer<Written> answer = client().rotate(key, key, null, OperationId.random());
    assertEquals(Reason.INVALID_ARGUMENT, notApplied(answer).reason());
  }

  @Test
  default void sessionsOfAUserNeedADatabase() {
    UserHash user = UserHash.ofUserId("somebody");
    UserSessionsAnswer listed = client().userSessions(user);
    assertEquals(
        Reason.NEEDS_DATABASE,
        assertInstanceOf(UserSessionsAnswer.Unknown.class, listed).problem().reason());
    assertEquals(Reason.NEEDS_DATABASE, notApplied(client().endUserSessions(user, null)).reason());
  }

  private static LockTerms briefly() {
    return LockTerms.DEFAULT.withoutWait();
  }

  private static SessionKey key() {
    return SessionKey.ofSessionId(UUID.randomUUID().toString());
  }

  private static Write write(String text) {
    return Write.of(payload(text));
  }

  private static Payload payload(String text) {
    return Payload.of(text.getBytes(UTF_8));
  }

  private static <T> T applied(WriteAnswer<T> answer) {
    return switch (answer) {
      case WriteAnswer.Applied<T>(var value) -> value;
      case WriteAnswer.NotApplied<T>(var problem) -> throw new AssertionError(problem.sentence());
      case WriteAnswer.Unknown<T>(var problem) -> throw new AssertionError(problem.sentence());
    };
  }

  private static Problem notApplied(WriteAnswer<?> answer) {
    return assertInstanceOf(WriteAnswer.NotApplied.class, answer).problem();
  }

  private static Session found(ReadAnswer answer) {
    return assertInstanceOf(ReadAnswer.Found.class, answer).session();
  }

  private static Absence absence(ReadAnswer answer) {
    return assertInstanceOf(ReadAnswer.Absent.class, answer).absence();
  }

  private static AcquireAnswer.Acquired acquired(AcquireAnswer answer) {
    return assertInstanceOf(AcquireAnswer.Acquired.class, answer);
  }
}
