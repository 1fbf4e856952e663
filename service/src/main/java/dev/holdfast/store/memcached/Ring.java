package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.holdfast.session.StoreKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A weighted consistent-hash ring over node ids. It depends on ids and weights only: not on
 * addresses, not on the order of the list, not on a library. Where a node joins, leaves or changes
 * its weight, only the keys it gains or gives away move. Immutable.
 */
final class Ring {
  private static final int POINTS_PER_WEIGHT = 160;
  private static final long FNV_BASIS = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final String[] ids;
  private final long[] points;
  private final short[] owners;

  /**
   * A node's place on the ring.
   *
   * @param id its stable name
   * @param weight its share
   */
  record Member(String id, int weight) {}

  private record Point(long position, short owner) {}

  Ring(List<Member> members) {
    List<Member> sorted = members.stream().sorted(Ring::byId).toList();
    ids = sorted.stream().map(Member::id).toArray(String[]::new);
    int count = sorted.stream().mapToInt(m -> m.weight() * POINTS_PER_WEIGHT).sum();
    Point[] all = new Point[count];
    int next = 0;
    for (short owner = 0; owner < ids.length; owner++) {
      for (int i = 0; i < sorted.get(owner).weight() * POINTS_PER_WEIGHT; i++) {
        all[next++] = new Point(hash(ids[owner] + "#" + i), owner);
      }
    }
    Arrays.sort(all, Ring::byPosition);
    points = Arrays.stream(all).mapToLong(Point::position).toArray();
    owners = new short[count];
    for (int i = 0; i < count; i++) {
      owners[i] = all[i].owner();
    }
  }

  private static int byId(Member a, Member b) {
    return a.id().compareTo(b.id());
  }

  private static int byPosition(Point a, Point b) {
    int order = Long.compare(a.position(), b.position());
    return order == 0 ? Short.compare(a.owner(), b.owner()) : order;
  }

  /** Returns the id of the first node clockwise from a key. */
  String first(StoreKey key) {
    return ids[owners[successor(key)]];
  }

  /** Returns the ids of the first {@code count} distinct nodes clockwise, or of all there are. */
  List<String> candidates(StoreKey key, int count) {
    return succession(successor(key), count);
  }

  /** Returns, for each point of the ring, what {@link #candidates} gives a key that falls there. */
  List<List<String>> successions(int count) {
    return IntStream.range(0, points.length).mapToObj(at -> succession(at, count)).toList();
  }

  private List<String> succession(int from, int count) {
    String[] found = new String[Math.min(count, ids.length)];
    boolean[] seen = new boolean[ids.length];
    int size = 0;
    for (int i = from; size < found.length; i = (i + 1) % points.length) {
      short owner = owners[i];
      if (!seen[owner]) {
        seen[owner] = true;
        found[size++] = ids[owner];
      }
    }
    return List.of(found);
  }

  /** Returns the number of the first point clockwise from a key. */
  int successor(StoreKey key) {
    int index = Arrays.binarySearch(points, mix(key.value().hashCode()));
    int at = index >= 0 ? index : -index - 1;
    return at == points.length ? 0 : at;
  }

  /** FNV-1a over the ASCII bytes, mixed to spread near names. */
  static long hash(String text) {
    long hash = FNV_BASIS;
    for (byte b : text.getBytes(US_ASCII)) {
      hash = (hash ^ b) * FNV_PRIME;
    }
    return mix(hash);
  }

  /** The finalizer of splitmix64. For a key it mixes its Java hash code, which is specified. */
  static long mix(long hash) {
    long mixed = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
    return mixed ^ mixed >>> 31;
  }
}
