package dev.holdfast.session;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Carries a rule out: looks, decides, writes under guard, and looks again when somebody else was
 * faster. A decision against the caller is never made from memory alone.
 */
final class Writer {
  private static final int MAX_ATTEMPTS = 16;

  private final Resolver resolver;
  private final Locks locks;
  private final InstantSource clock;

  Writer(Resolver resolver, Locks locks, InstantSource clock) {
    this.resolver = resolver;
    this.locks = locks;
    this.clock = clock;
  }

  /**
   * What came of a rule.
   *
   * @param met the state that decided
   * @param decision the decision
   * @param applied what the store made of a write, or null when there was nothing to write
   */
  record Result(Current met, Decision decision, WriteOutcome.@Nullable Applied applied) {
    /** Returns what the store made of the write that was decided. */
    WriteOutcome.Applied appliedOrThrow() {
      if (applied == null) {
        throw new IllegalStateException("nothing was written");
      }
      return applied;
    }
  }

  /** Runs a rule to its end. */
  Answer<Result> run(StoreKey key, Rule rule, LockIntent intent) {
    Answer<Current> looked = resolver.recall(key);
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      switch (looked) {
        case Answer.Refused<Current>(var refusal) -> {
          return Answer.refused(refusal);
        }
        case Answer.Done<Current>(var current) -> {
          Result result = step(current, rule, intent);
          if (result != null) {
            return Answer.done(result);
          }
        }
      }
      looked = resolver.resolve(key);
    }
    return Answer.refused(ErrorCode.STORE_UNAVAILABLE, "too many writers at once");
  }

  /** Returns the result, or null when it has to be tried again from a fresh look. */
  private @Nullable Result step(Current current, Rule rule, LockIntent intent) {
    Decision decision = rule.decide(current, clock.instant());
    if (decision instanceof Decision.Write(var next, _)) {
      var write = new SessionWrite(current.base(), next, LockUse.NONE);
      return locks.write(current.key(), write, intent) instanceof WriteOutcome.Applied applied
          ? new Result(current, decision, applied)
          : null;
    }
    return current.recalled() ? null : new Result(current, decision, null);
  }
}
