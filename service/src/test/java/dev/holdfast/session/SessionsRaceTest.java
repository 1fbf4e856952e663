package dev.holdfast.session;

import static dev.holdfast.session.Sample.done;
import static dev.holdfast.session.Sample.refused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.store.memory.InMemorySessionStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Two writers at once, and a memory that is behind. */
final class SessionsRaceTest {
  private final SteeredTime time = new SteeredTime();
  private final ScriptedStore store =
      new ScriptedStore(new InMemorySessionStore(1 << 20, Duration.ofMinutes(5), time));
  private final Sessions sessions = new Sessions(store, Sample.DIGEST, time);

  @Test
  void saveTellsTheConflictWhenAnotherWriterIsFaster() {
    SessionVersion base = done(sessions.write(Sample.create("one"))).version();
    store.overtakeNextWrite(() -> done(sessions.write(Sample.save("theirs", base))));

    Refusal refusal = refused(sessions.write(Sample.save("ours", base)));

    assertEquals(ErrorCode.VERSION_MISMATCH, refusal.code());
    assertEquals(done(sessions.find(Sample.find())).session().version(), refusal.current());
    assertEquals("theirs", Sample.text(done(sessions.find(Sample.find()))));
  }

  @Test
  void unconditionalPutGoesOnTopWhenAnotherWriterIsFaster() {
    SessionVersion base = done(sessions.write(Sample.create("one"))).version();
    store.overtakeNextWrite(() -> done(sessions.write(Sample.save("theirs", base))));

    done(sessions.write(Sample.write("ours", new Condition.None(), null)));

    assertEquals("ours", Sample.text(done(sessions.find(Sample.find()))));
  }

  @Test
  void saveIsNotRefusedFromMemoryAlone() {
    done(sessions.write(Sample.create("one")));
    Session old = done(sessions.find(Sample.find())).session();
    SessionVersion current = done(sessions.write(Sample.save("two", old.version()))).version();
    store.recallAs(old);

    WrittenSession written = done(sessions.write(Sample.save("three", current)));

    assertTrue(written.version().counter() > current.counter());
  }

  @Test
  void lateSaveDoesNotReviveWhenTheSessionEndsMeanwhile() {
    SessionVersion base = done(sessions.write(Sample.create("one"))).version();
    store.overtakeNextWrite(() -> done(sessions.end(Sample.end())));

    Refusal refusal = refused(sessions.write(Sample.save("late", base)));

    assertEquals(ErrorCode.SESSION_ENDED, refusal.code());
    assertEquals(ErrorCode.SESSION_ENDED, refused(sessions.find(Sample.find())).code());
  }

  @Test
  void rotateMovesTheLatestStateWhenASaveComesBetween() {
    SessionVersion base = done(sessions.write(Sample.create("one"))).version();
    SessionKey newKey = new SessionKey("session-key-number-2");
    store.overtakeNextWrite(() -> {});
    store.overtakeNextWrite(() -> done(sessions.write(Sample.save("two", base))));

    done(sessions.rotate(new RotateRequest(Sample.NAME, newKey, null, OperationId.random())));

    FindRequest moved = new FindRequest(Sample.name(newKey.value()), null, true);
    assertEquals("two", Sample.text(done(sessions.find(moved))));
    assertEquals("two", Sample.text(done(sessions.find(Sample.find()))));
  }

  @Test
  void rotateFinishesWhenRepeatedAfterACrashBetweenItsTwoWrites() {
    done(sessions.write(Sample.create("one")));
    SessionKey newKey = new SessionKey("session-key-number-2");
    RotateRequest rotate = new RotateRequest(Sample.NAME, newKey, null, OperationId.random());
    store.overtakeNextWrite(() -> {});
    store.overtakeNextWrite(
        () -> store.failNextWrite(new StoreUnavailableException("the replica dies here")));

    assertEquals(ErrorCode.STORE_UNAVAILABLE, refused(sessions.rotate(rotate)).code());
    assertEquals("one", Sample.text(done(sessions.find(Sample.find()))));
    WrittenSession finished = done(sessions.rotate(rotate));

    FindRequest moved = new FindRequest(Sample.name(newKey.value()), null, true);
    assertEquals(finished.version(), done(sessions.find(moved)).session().version());
  }

  @Test
  void rotateLeavesNothingBehindWhenTheSessionEndsMeanwhile() {
    done(sessions.write(Sample.create("one")));
    SessionKey newKey = new SessionKey("session-key-number-2");
    store.overtakeNextWrite(() -> {});
    store.overtakeNextWrite(() -> done(sessions.end(Sample.end())));

    Refusal refusal =
        refused(
            sessions.rotate(new RotateRequest(Sample.NAME, newKey, null, OperationId.random())));

    assertEquals(ErrorCode.SESSION_ENDED, refusal.code());
    FindRequest moved = new FindRequest(Sample.name(newKey.value()), null, true);
    assertEquals(ErrorCode.SESSION_ENDED, refused(sessions.find(moved)).code());
  }
}
