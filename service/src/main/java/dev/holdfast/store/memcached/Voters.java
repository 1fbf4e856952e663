package dev.holdfast.store.memcached;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The candidates of a key that can be asked now and whose answers count, in order; those that are
 * late are left out as long as the others suffice.
 */
final class Voters {
  private final Candidates candidates;
  private final List<NodeLink> links;
  private final List<Integer> places;
  private final boolean suffice;

  private Voters(Candidates candidates, List<NodeLink> links, List<Integer> places, int set) {
    this.candidates = candidates;
    this.links = links;
    this.places = places;
    this.suffice = candidates.quorums().suffice(set);
  }

  /** Finds them, without asking anybody. */
  static Voters among(Candidates candidates) {
    Voters prompt = among(candidates, false);
    return prompt.suffice() ? prompt : among(candidates, true);
  }

  private static Voters among(Candidates candidates, boolean late) {
    List<PoolNode> nodes = candidates.nodes();
    List<NodeLink> links = new ArrayList<>(nodes.size());
    List<Integer> places = new ArrayList<>(nodes.size());
    int set = 0;
    for (int place = 0; place < nodes.size(); place++) {
      NodeLink link = nodes.get(place).link();
      if (link != null && link.isTrusted() && (late || !link.isLagging())) {
        links.add(link);
        places.add(place);
        set |= Quorums.of(place);
      }
    }
    return new Voters(candidates, links, places, set);
  }

  Candidates candidates() {
    return candidates;
  }

  /** Returns the links to them. */
  List<NodeLink> links() {
    return links;
  }

  /** Returns whether they can decide. */
  boolean suffice() {
    return suffice;
  }

  /** Returns whether some of them can decide by themselves. */
  boolean suffice(Collection<NodeLink> some) {
    return candidates.quorums().suffice(setOf(some));
  }

  /** Returns whether these few can decide earlier with one more of them. */
  boolean adds(NodeLink link, Collection<NodeLink> some) {
    return candidates.quorums().adds(placeOf(link), setOf(some));
  }

  /** Returns whether one of them is the witness. */
  boolean isWitness(NodeLink link) {
    return candidates.isWitness(placeOf(link));
  }

  private int placeOf(NodeLink link) {
    return places.get(links.indexOf(link));
  }

  private int setOf(Collection<NodeLink> some) {
    int set = 0;
    for (NodeLink link : some) {
      set |= Quorums.of(placeOf(link));
    }
    return set;
  }
}
