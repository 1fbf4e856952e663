package dev.holdfast.lab.pool;

import java.io.IOException;

/**
 * The parts that {@code ./dev part} starts and kills.
 *
 * @param dev the path of the {@code dev} command
 */
public record Parts(String dev) {
  /** Starts a part, and returns when it is ready. */
  public void start(String name) throws IOException, InterruptedException {
    part("start", name);
  }

  /** Kills a part (SIGKILL), and returns when it has gone. */
  public void kill(String name) throws IOException, InterruptedException {
    part("kill", name);
  }

  /**
   * Does something to a part, and returns when it is done.
   *
   * @param verb {@code start}, {@code stop}, {@code kill}, {@code pause} or {@code resume}
   * @throws IOException also when it cannot be done
   */
  public void part(String verb, String name) throws IOException, InterruptedException {
    var process = new ProcessBuilder(dev, "part", verb, name).inheritIO().start();
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(verb + " " + name + " ended with code " + code);
    }
  }
}
