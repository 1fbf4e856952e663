package dev.holdfast.store.postgres;

import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A write that waits for a worker, or for its commit. Either a worker takes it or its caller gives
 * it up, never both: a write that its caller was told is not applied never runs.
 */
final class QueuedWrite {
  private final @Nullable SessionVersion base;
  private final Row row;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final CompletableFuture<Supplier<WriteOutcome>> answer = new CompletableFuture<>();

  private volatile boolean late;

  private enum State {
    WAITING,
    TAKEN,
    GIVEN_UP
  }

  /**
   * @param base the version it replaces, or null where there must be no record
   * @param row what it writes
   */
  QueuedWrite(@Nullable SessionVersion base, Row row) {
    this.base = base;
    this.row = row;
  }

  /** Returns whether there must be no record. */
  boolean isCreate() {
    return base == null;
  }

  /** Returns the version it replaces. */
  SessionVersion baseOrThrow() {
    return Objects.requireNonNull(base, "base");
  }

  Row row() {
    return row;
  }

  StoreKey key() {
    return row.key();
  }

  /** Returns whether a worker may run this: from now on nobody can tell until it is answered. */
  boolean take() {
    return state.compareAndSet(State.WAITING, State.TAKEN);
  }

  /** Returns whether the caller still waits. */
  boolean isOpen() {
    return !answer.isDone();
  }

  void answer(WriteOutcome outcome) {
    answer.complete(() -> outcome);
  }

  void fail(RuntimeException failure) {
    answer.complete(
        () -> {
          throw failure;
        });
  }

  /** Waits for the answer, for so long. */
  WriteOutcome await(Duration deadline) {
    try {
      return answer.get(deadline.toNanos(), TimeUnit.NANOSECONDS).get();
    } catch (TimeoutException _) {
      late = true;
      return giveUp();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return giveUp();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // nobody completes it with an exception
    }
  }

  /** Returns whether its caller has stopped waiting before there was an answer. */
  boolean isLate() {
    return late;
  }

  private WriteOutcome giveUp() {
    fail(
        state.compareAndSet(State.WAITING, State.GIVEN_UP)
            ? new StoreUnavailableException("the database is busy")
            : new OutcomeUnknownException("the database has not answered a write in time"));
    return answer.join().get();
  }
}
