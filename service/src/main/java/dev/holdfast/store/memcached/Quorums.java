package dev.holdfast.store.memcached;

/**
 * Which candidates of a key decide together, as sets of places. While a ring changes there are two
 * groups, the candidates before and after, and nothing is decided without two nodes of each: so
 * whoever knows one ring only never misses what was decided by the other.
 *
 * @param size how many candidates there are
 * @param before the places of those of the ring that is left
 * @param after the places of those of the ring that is entered
 * @param isMoving whether the key changes its candidates, or their order
 */
record Quorums(int size, int before, int after, boolean isMoving) {
  /** Makes one group of all. */
  static Quorums steady(int size) {
    int all = (1 << size) - 1;
    return new Quorums(size, all, all, false);
  }

  /** Returns the set of one place. */
  static int of(int place) {
    return 1 << place;
  }

  /** Returns whether a set has this place. */
  static boolean has(int set, int place) {
    return (set & of(place)) != 0;
  }

  /** Returns whether these are enough to decide: two of each group. */
  boolean suffice(int set) {
    return isMajority(set, before) && isMajority(set, after);
  }

  /** Returns whether these are enough for one of the groups. */
  boolean sufficeForOne(int set) {
    return isMajority(set, before) || isMajority(set, after);
  }

  /** Returns whether these are enough to decide in every group that a place belongs to. */
  boolean sufficeAt(int place, int set) {
    return (!has(before, place) || isMajority(set, before))
        && (!has(after, place) || isMajority(set, after));
  }

  /** Returns whether one more place brings these nearer to {@link #suffice}. */
  boolean adds(int place, int set) {
    return (has(before, place) && !isMajority(set, before))
        || (has(after, place) && !isMajority(set, after));
  }

  private static boolean isMajority(int set, int group) {
    return Integer.bitCount(set & group) > 1;
  }
}
