package dev.holdfast.session;

import dev.holdfast.store.ForwardingSessionStore;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A store whose next calls can be made to fail, to be overtaken, or to remember old states. */
final class ScriptedStore extends ForwardingSessionStore {
  private final Deque<RuntimeException> findFailures = new ConcurrentLinkedDeque<>();
  private final Deque<RuntimeException> writeFailures = new ConcurrentLinkedDeque<>();
  private final Deque<RuntimeException> slideFailures = new ConcurrentLinkedDeque<>();
  private final Deque<RuntimeException> acquireFailures = new ConcurrentLinkedDeque<>();
  private final Deque<RuntimeException> holderFailures = new ConcurrentLinkedDeque<>();
  private final AtomicInteger holderAsked = new AtomicInteger();
  private final AtomicBoolean leaveNextLock = new AtomicBoolean();
  private final Deque<Runnable> beforeWrites = new ConcurrentLinkedDeque<>();
  private @Nullable Session recalled;
  private boolean recallOverridden;
  private final Map<StoreKey, Lookup> answers = new HashMap<>();
  private @Nullable Lookup answer;
  private @Nullable Lookup acquireAnswer;

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

  /** Takes the next lock and does not tell. */
  void failNextAcquire(RuntimeException failure) {
    acquireFailures.add(failure);
  }

  void failNextHolder(RuntimeException failure) {
    holderFailures.add(failure);
  }

  /** Returns how often it was asked who has a lock. */
  int holderAsked() {
    return holderAsked.get();
  }

  /** Applies the next write, and hears nothing of its lock, which stays. */
  void leaveNextLock() {
    leaveNextLock.set(true);
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

  void answerFindsOf(StoreKey key, Lookup lookup) {
    answers.put(key, lookup);
  }

  /** Gives locks as they come, and this instead of what stands under their keys. */
  void answerAcquiresWith(Lookup lookup) {
    acquireAnswer = lookup;
  }

  @Override
  public Lookup find(StoreKey key) {
    throwNext(findFailures);
    Lookup scripted = answers.getOrDefault(key, answer);
    return scripted == null ? super.find(key) : scripted;
  }

  @Override
  public Acquisition acquire(StoreKey key, Lease lease) {
    Acquisition taken = super.acquire(key, lease);
    throwNext(acquireFailures);
    return acquireAnswer == null || taken instanceof Acquisition.Held
        ? taken
        : new Acquisition.Acquired(acquireAnswer);
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
    if (leaveNextLock.getAndSet(false)) {
      super.write(key, new SessionWrite(write.base(), write.next(), LockUse.NONE));
      return new WriteOutcome.Applied(Durability.MEMORY, LockState.LOST);
    }
    return super.write(key, write);
  }

  @Override
  public Optional<Lease> holder(StoreKey key) {
    holderAsked.incrementAndGet();
    throwNext(holderFailures);
    return super.holder(key);
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
