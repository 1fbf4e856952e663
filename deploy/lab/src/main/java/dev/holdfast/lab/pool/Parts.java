package dev.holdfast.lab.pool;

import java.io.IOException;

/**
 * The parts that {@code ./dev part} starts and kills.
 *
 * @param dev the path of the {@code dev} command
 */
record Parts(String dev) {
  /** Starts a part, and returns when it is ready. */
  void start(String name) throws IOException, InterruptedException {
    part("start", name);
  }

  /** Kills a part (SIGKILL), and returns when it has gone. */
  void kill(String name) throws IOException, InterruptedException {
    part("kill", name);
  }

  private void part(String verb, String name) throws IOException, InterruptedException {
    var process = new ProcessBuilder(dev, "part", verb, name).inheritIO().start();
    int code = process.waitFor();
    if (code != 0) {
      throw new IOException(verb + " " + name + " ended with code " + code);
    }
  }
}
