package dev.holdfast.wiring;

import dev.holdfast.config.ConfigurationException;
import dev.holdfast.config.ConfigurationFile;
import dev.holdfast.config.StoreSettings;
import dev.holdfast.operations.ConfiguredNodes;
import dev.holdfast.operations.RingNode;
import dev.holdfast.operations.RingProblem;
import dev.holdfast.operations.RingRefusedException;
import dev.holdfast.session.InvalidInputException;
import java.util.List;

/**
 * The nodes that the configuration file names.
 *
 * @param file the file
 */
record FileNodes(ConfigurationFile file) implements ConfiguredNodes {
  @Override
  public List<RingNode> read() {
    if (file.path() == null) {
      throw new RingRefusedException(
          RingProblem.NO_CONFIGURATION_FILE,
          "this replica was started without a configuration file (expected: --config <file.yml>)");
    }
    try {
      return nodesOf(file.read().store());
    } catch (ConfigurationException | InvalidInputException e) {
      throw new RingRefusedException(
          RingProblem.CONFIGURATION_UNUSABLE, String.valueOf(e.getMessage()));
    }
  }

  private static List<RingNode> nodesOf(StoreSettings store) {
    if (store.type() == StoreSettings.Type.MEMORY) {
      throw new ConfigurationException(
          "holdfast.store.type: memory (expected: memcached, as when this replica was started)");
    }
    return OpenStore.pool(store).nodes().stream().map(PoolRingControl::fromPool).toList();
  }
}
