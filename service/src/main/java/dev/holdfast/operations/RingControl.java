package dev.holdfast.operations;

import dev.holdfast.session.InvalidInputException;
import java.util.List;

/** The ring of the pool of this replica. Safe for use by many threads. */
public interface RingControl {
  /**
   * Returns the ring as this replica knows it now, without asking anybody.
   *
   * @throws RingRefusedException if this replica has no pool
   */
  RingState view();

  /**
   * Begins a change, and returns once the nodes have been told of it; it then goes on by itself.
   * Asking for the nodes the ring has, or is changing to, changes nothing, so a retry is safe.
   *
   * @param nodes the nodes the ring shall have
   * @return the ring as it is now
   * @throws InvalidInputException for a node whose id, address or weight has a wrong form
   * @throws RingRefusedException if the change does not begin; see {@link RingProblem} for what it
   *     leaves
   */
  RingState change(List<RingNode> nodes);
}
