package dev.holdfast.session;

import dev.holdfast.store.ForwardingSessionStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store whose next calls can be made to fail, to be overtaken, or to remember old states. */
final class ScriptedStore extends ForwardingSessionStore {
  private final Deque<RuntimeException> findFailures = new ArrayDeque<>();
  private final Deque<RuntimeException> writeFailures = new ArrayDeque<>();
  private final Deque<RuntimeException> slideFailures = new ArrayDeque<>();
  private final Deque<Runnable> beforeWrites = new ArrayDeque<>();
  private @Nullable Session recalled;
  private boolean recallOverridden;
  private @Nullable Lookup answer;

  ScriptedStore(SessionStore delegate) {
    super(delegate);
  }

  void failNextFind(RuntimeException failure) {
    findFailures.add(failure);
  }

  void failNextWrite(RuntimeException failure) {
    writeFailures.add(failure);
  }

  void failNextSlide(RuntimeException failure) {
    slideFailures.add(failure);
  }

  /** Runs something between a writer's look and its write. */
  void overtakeNextWrite(Runnable overtaker) {
    beforeWrites.add(overtaker);
  }

  void recallAs(@Nullable Session session) {
    recalled = session;
    recallOverridden = true;
  }

  void answerFindsWith(@Nullable Lookup lookup) {
    answer = lookup;
  }

  @Override
  public Lookup find(StoreKey key) {
    throwNext(findFailures);
    return answer == null ? super.find(key) : answer;
  }

  @Override
  public Optional<Session> recall(StoreKey key) {
    return recallOverridden ? Optional.ofNullable(recalled) : super.recall(key);
  }

  @Override
  public WriteOutcome write(StoreKey key, SessionWrite write) {
    Runnable overtaker = beforeWrites.poll();
    if (overtaker != null) {
      overtaker.run();
    }
    throwNext(writeFailures);
    return super.write(key, write);
  }

  @Override
  public boolean slide(StoreKey key, Session slid) {
    throwNext(slideFailures);
    return super.slide(key, slid);
  }

  private static void throwNext(Deque<RuntimeException> failures) {
    RuntimeException failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
  }
}
