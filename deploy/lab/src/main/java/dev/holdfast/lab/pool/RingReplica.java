package dev.holdfast.lab.pool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A replica whose ring is changed.
 *
 * @param name what it is called among the parts
 * @param parts starts and kills it
 * @param pidFile says which process it is
 * @param file its configuration
 * @param door where it takes changes
 */
record RingReplica(String name, Parts parts, Path pidFile, ReplicaFile file, RingDoor door) {
  RingDoor.Said ask(RingAsk ask) throws IOException, InterruptedException {
    if (ask instanceof RingAsk.Reload(var members)) {
      file.rewrite(members);
    }
    return door.ask(ask);
  }

  /** Kills it at once (SIGKILL), and returns when it has gone. */
  void kill() throws IOException, InterruptedException {
    long pid = Long.parseLong(Files.readString(pidFile).split(" ", 2)[0]);
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    parts.kill(name);
  }

  /** Starts it with the nodes that it was told at first, whatever has become of them. */
  void startAsAtFirst() throws IOException, InterruptedException {
    file.restore();
    parts.start(name);
  }
}
