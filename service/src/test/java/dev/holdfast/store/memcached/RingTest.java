package dev.holdfast.store.memcached;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.session.StoreKey;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RingTest {
  private static final int KEYS = 30_000;
  private static final List<StoreKey> SAMPLE =
      IntStream.range(0, KEYS).mapToObj(i -> new StoreKey("%043d".formatted(i))).toList();

  private static final Ring.Member A = new Ring.Member("a", 1);
  private static final Ring.Member B = new Ring.Member("b", 1);
  private static final Ring.Member C = new Ring.Member("c", 1);
  private static final Ring.Member D = new Ring.Member("d", 1);

  @Test
  void firstNeverChangesWhenTheCodeDoes() {
    Ring ring = new Ring(List.of(A, B, C));

    assertEquals(0xb9b5fec617b7e565L, Ring.hash("a#0"));
    assertEquals("ccabccbbaaaaababbbaaccca", firsts(ring, 24));
  }

  @Test
  void candidatesNeverChangeWhenTheCodeDoes() {
    Ring ring = new Ring(List.of(A, B, C, D));

    assertEquals("[b, d, c]", ring.candidates(SAMPLE.get(7), 3).toString());
  }

  @Test
  void firstIsTheSameWhenTheListHasAnotherOrder() {
    Ring one = new Ring(List.of(A, B, C));
    Ring other = new Ring(List.of(C, A, B));

    assertEquals(firsts(one, KEYS), firsts(other, KEYS));
  }

  @Test
  void keysSpreadEvenlyWhenWeightsAreEqual() {
    share(new Ring(List.of(A, B, C)))
        .forEach((id, share) -> assertTrue(Math.abs(share - 1 / 3.0) < 0.05, id + ": " + share));
  }

  @Test
  void keysSpreadByWeightWhenWeightsDiffer() {
    Map<String, Double> share =
        share(new Ring(List.of(A, new Ring.Member("b", 2), new Ring.Member("c", 5))));

    assertEquals(1 / 8.0, share.get("a"), 0.03);
    assertEquals(2 / 8.0, share.get("b"), 0.03);
    assertEquals(5 / 8.0, share.get("c"), 0.05);
  }

  @Test
  void onlyTheKeysOfTheNewNodeMoveWhenOneJoins() {
    Ring before = new Ring(List.of(A, B, C));
    Ring after = new Ring(List.of(A, B, C, D));

    List<StoreKey> moved = moved(before, after);

    assertTrue(moved.stream().allMatch(key -> after.first(key).equals("d")));
    assertEquals(0.25, moved.size() / (double) KEYS, 0.05);
  }

  @Test
  void onlyTheKeysOfTheLostNodeMoveWhenOneLeaves() {
    Ring before = new Ring(List.of(A, B, C));
    Ring after = new Ring(List.of(A, C));

    assertTrue(moved(before, after).stream().allMatch(key -> before.first(key).equals("b")));
  }

  @Test
  void keysMoveOnlyToTheHeavierNodeWhenAWeightGrows() {
    Ring before = new Ring(List.of(A, B, C));
    Ring after = new Ring(List.of(A, new Ring.Member("b", 2), C));

    List<StoreKey> moved = moved(before, after);

    assertTrue(moved.stream().allMatch(key -> after.first(key).equals("b")));
    assertEquals(1 / 6.0, moved.size() / (double) KEYS, 0.05);
  }

  @Test
  void candidatesAreDistinctAndBeginWithTheFirst() {
    Ring ring = new Ring(List.of(A, B, C, D));

    for (StoreKey key : SAMPLE.subList(0, 1000)) {
      List<String> three = ring.candidates(key, 3);
      assertEquals(3, new HashSet<>(three).size());
      assertEquals(ring.first(key), three.getFirst());
    }
  }

  @Test
  void theNextCandidateTakesOverWhenTheFirstLeaves() {
    Ring before = new Ring(List.of(A, B, C));
    Ring after = new Ring(List.of(A, C));

    for (StoreKey key : SAMPLE.subList(0, 1000)) {
      List<String> two = before.candidates(key, 2);
      assertEquals(two.getFirst().equals("b") ? two.getLast() : two.getFirst(), after.first(key));
    }
  }

  @Test
  void candidatesAreAllNodesWhenThereAreFewer() {
    Ring ring = new Ring(List.of(A, B));

    assertEquals(
        List.of("a", "b"), ring.candidates(SAMPLE.getFirst(), 3).stream().sorted().toList());
  }

  private static String firsts(Ring ring, int count) {
    return SAMPLE.stream().limit(count).map(ring::first).collect(Collectors.joining());
  }

  private static List<StoreKey> moved(Ring before, Ring after) {
    return SAMPLE.stream().filter(key -> !before.first(key).equals(after.first(key))).toList();
  }

  private static Map<String, Double> share(Ring ring) {
    return SAMPLE.stream()
        .map(ring::first)
        .collect(
            Collectors.groupingBy(Function.identity(), Collectors.summingDouble(_ -> 1.0 / KEYS)));
  }
}
