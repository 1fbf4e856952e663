package dev.holdfast.lab.pool;

import java.io.IOException;

/**
 * A replica whose ring is changed.
 *
 * @param name what it is called among the parts
 * @param parts starts and kills it
 * @param file its configuration
 * @param door where it takes changes
 */
record RingReplica(String name, Parts parts, ReplicaFile file, RingDoor door) {
  RingDoor.Said ask(RingAsk ask) throws IOException, InterruptedException {
    if (ask instanceof RingAsk.Reload(var members)) {
      file.rewrite(members);
    }
    return door.ask(ask);
  }

  void kill() throws IOException, InterruptedException {
    parts.kill(name);
  }

  /** Starts it with the nodes that it was told at first, whatever has become of them. */
  void startAsAtFirst() throws IOException, InterruptedException {
    file.restore();
    parts.start(name);
  }
}
