package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.holdfast.session.StoreKey;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class NodeProcessTest {
  private static final ItemKey KEY = ItemKey.record(new StoreKey("k".repeat(StoreKey.LENGTH)));
  private static final byte[] BYTES = {1, 13, 10, 2};

  private final SimulatedClock clock = new SimulatedClock();
  private final NodeProcess process = new NodeProcess(clock, true, (_, _) -> {});

  private Reply run(MetaRequest request) {
    return process.run(ScriptedRequest.parse(request));
  }

  private Reply set(Guard guard) {
    return run(MetaRequest.set(KEY, guard, new ItemValue(BYTES, 10, 7)));
  }

  @Test
  void runAnswersValueAndDigestWhenThereIsAnItem() {
    assertEquals(new Reply.Done(1), set(Guard.ADD));

    var item = assertInstanceOf(Reply.Item.class, run(MetaRequest.get(KEY)));
    assertEquals(1, item.cas());
    assertEquals(BYTES.length, item.value().length);
    assertEquals(new Reply.Digest(7, 1), run(MetaRequest.digest(KEY)));
  }

  @Test
  void runRefusesAddWhenThereIsAnItem() {
    set(Guard.ADD);

    assertEquals(Reply.Plain.NOT_STORED, set(Guard.ADD));
  }

  @Test
  void runStoresOnlyOverTheNamedState() {
    assertEquals(Reply.Plain.GONE, set(new Guard(1)));
    set(Guard.ADD);

    assertEquals(new Reply.Done(2), set(new Guard(1)));
    assertEquals(Reply.Plain.CHANGED, set(new Guard(1)));
  }

  @Test
  void runDeletesOnlyTheNamedState() {
    set(Guard.ADD);

    assertEquals(Reply.Plain.CHANGED, run(MetaRequest.delete(KEY, 5)));
    assertEquals(new Reply.Done(0), run(MetaRequest.delete(KEY, 1)));
    assertEquals(Reply.Plain.MISS, run(MetaRequest.get(KEY)));
  }

  @Test
  void runForgetsAnItemWhenItsTimeIsOver() {
    set(Guard.ADD);
    clock.advance(Duration.ofSeconds(9));
    assertInstanceOf(Reply.Item.class, run(MetaRequest.get(KEY)));

    clock.advance(Duration.ofSeconds(1));

    assertEquals(Reply.Plain.MISS, run(MetaRequest.get(KEY)));
  }

  @Test
  void runForgetsTheOldItemWhenThereIsNoRoomForTheNew() {
    set(Guard.ADD);
    process.setFull(true);

    assertInstanceOf(Reply.Rejected.class, set(new Guard(1)));
    assertEquals(Reply.Plain.MISS, run(MetaRequest.get(KEY)));
  }

  @Test
  void runHeedsNoGuardWhenThatRuleIsBroken() {
    var careless = new NodeProcess(clock, false, (_, _) -> {});
    var request = MetaRequest.set(KEY, new Guard(5), new ItemValue(BYTES, 10, 7));

    assertEquals(new Reply.Done(1), careless.run(ScriptedRequest.parse(request)));
  }
}
