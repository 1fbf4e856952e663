package dev.holdfast.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.store.Await;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class WriteQueueTest {
  private static final int BATCH = 5;
  private static final Duration FOR_EVER = Duration.ofHours(1);

  private final SteerableClock clock = new SteerableClock();
  private final WriteQueue queue = new WriteQueue(BATCH);

  @Test
  void takeGivesOneWriteOfEachKeyInTheOrderTheyCame() {
    StoreKey key = Samples.freshKey();
    QueuedWrite first = added(key);
    QueuedWrite second = added(key);
    added(Samples.freshKey());

    List<QueuedWrite> batch = queue.take();

    assertEquals(2, batch.size());
    assertTrue(batch.contains(first));
    assertEquals(List.of(second), queue.take());
  }

  @Test
  void takeSortsByKeyAndStopsAtTheSizeOfABatch() {
    for (int i = 0; i < BATCH + 3; i++) {
      added(Samples.freshKey());
    }

    List<QueuedWrite> batch = queue.take();

    var byKey = Comparator.comparing((QueuedWrite write) -> write.key().value());
    assertEquals(batch.stream().sorted(byKey).toList(), batch);
    assertEquals(BATCH, batch.size());
    assertEquals(3, queue.take().size());
  }

  @Test
  void takeWaitsForCompanyWhileAnotherTransactionIsUnderWay() throws InterruptedException {
    var patient = new WriteQueue(BATCH, FOR_EVER, Duration.ZERO);
    patient.add(write(Samples.freshKey()));
    assertEquals(1, patient.take().size());

    assertEquals(BATCH, takenOnceFilled(patient).size());
  }

  @Test
  void takeWaitsForCompanySoonAfterALargeTransactionHasBegun() throws InterruptedException {
    var paced = new WriteQueue(BATCH, Duration.ZERO, FOR_EVER);
    add(paced, BATCH);
    assertEquals(BATCH, paced.take().size());
    paced.done();

    assertEquals(BATCH, takenOnceFilled(paced).size());
  }

  @Test
  void takeDoesNotWaitWhenNothingIsUnderWayAndTheLastTransactionWasSmall() {
    var patient = new WriteQueue(BATCH, FOR_EVER, FOR_EVER);
    for (int i = 0; i < 2; i++) {
      patient.add(write(Samples.freshKey()));
      assertEquals(1, patient.take().size());
      patient.done();
    }
  }

  /** Adds one write, and the others once a worker waits for them. */
  private List<QueuedWrite> takenOnceFilled(WriteQueue patient) throws InterruptedException {
    patient.add(write(Samples.freshKey()));
    var taken = new AtomicReference<List<QueuedWrite>>(List.of());
    Thread worker = Thread.ofPlatform().daemon().start(() -> taken.set(patient.take()));
    Await.until("it waits", () -> worker.getState() == Thread.State.TIMED_WAITING);
    add(patient, BATCH - 1);
    worker.join();
    return taken.get();
  }

  private void add(WriteQueue to, int count) {
    for (int i = 0; i < count; i++) {
      to.add(write(Samples.freshKey()));
    }
  }

  @Test
  void addIsRefusedWhenTheQueueIsFull() {
    for (int i = 0; i < WriteQueue.CAPACITY; i++) {
      added(Samples.freshKey());
    }

    assertThrows(StoreUnavailableException.class, () -> added(Samples.freshKey()));
  }

  @Test
  void awaitIsUnavailableAndTheWriteNeverRunsWhenNoWorkerTookIt() {
    QueuedWrite givenUp = added(Samples.freshKey());
    QueuedWrite other = added(Samples.freshKey());

    assertThrows(StoreUnavailableException.class, () -> givenUp.await(Duration.ofMillis(1)));

    assertEquals(List.of(other), queue.take());
  }

  @Test
  void awaitIsUnknownWhenAWorkerTookItAndDoesNotAnswer() {
    QueuedWrite taken = added(Samples.freshKey());
    queue.take();

    assertThrows(OutcomeUnknownException.class, () -> taken.await(Duration.ofMillis(1)));
  }

  @Test
  void closeFailsWhatWaitsAndLetsTheWorkersGo() {
    QueuedWrite waiting = added(Samples.freshKey());

    queue.close();

    assertThrows(StoreUnavailableException.class, () -> waiting.await(Duration.ofSeconds(1)));
    assertEquals(List.of(), queue.take());
    assertThrows(StoreUnavailableException.class, () -> added(Samples.freshKey()));
  }

  private QueuedWrite added(StoreKey key) {
    QueuedWrite write = write(key);
    queue.add(write);
    return write;
  }

  private QueuedWrite write(StoreKey key) {
    return new QueuedWrite(null, Row.of(key, Samples.first(key, clock, "first"), Duration.ZERO));
  }
}
