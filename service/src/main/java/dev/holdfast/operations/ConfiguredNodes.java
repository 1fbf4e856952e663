package dev.holdfast.operations;

import java.util.List;

/** The nodes of the pool as the operator has written them down. */
@FunctionalInterface
public interface ConfiguredNodes {
  /**
   * Reads them again.
   *
   * @throws RingRefusedException if there is no file to read, or it cannot be used
   */
  List<RingNode> read();
}
