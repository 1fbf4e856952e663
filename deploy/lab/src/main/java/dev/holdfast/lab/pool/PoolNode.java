package dev.holdfast.lab.pool;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A memcached process of the lab's own. It leads a process group and leaves a pid file as the other
 * local parts do, so that {@code ./dev down} ends it should the lab be killed.
 */
final class PoolNode implements AutoCloseable {
  private static final int START_TRIES = 200;
  private static final long TRY_NANOS = 10_000_000;

  private final String name;
  private final int port;
  private final List<String> command;
  private final Path state;
  private @Nullable Process process;

  /**
   * @param name for its files
   * @param port where it listens
   * @param command how memcached is started, without the port
   * @param state the state folder
   */
  PoolNode(String name, int port, List<String> command, Path state) {
    this.name = name;
    this.port = port;
    this.command = List.copyOf(command);
    this.state = state;
  }

  int port() {
    return port;
  }

  /** Starts an empty memcached and waits until it accepts connections. */
  void start() throws IOException {
    List<String> whole = new ArrayList<>(List.of("setsid"));
    whole.addAll(command);
    whole.addAll(List.of("-p", Integer.toString(port)));
    var log = ProcessBuilder.Redirect.appendTo(state.resolve("log/" + name + ".log").toFile());
    Process started =
        new ProcessBuilder(whole).redirectOutput(log).redirectErrorStream(true).start();
    process = started;
    remember(started.pid());
    for (int tries = 0; !isListening(); tries++) {
      if (tries == START_TRIES || !started.isAlive()) {
        throw new IOException(name + " does not listen on port " + port);
      }
      LockSupport.parkNanos(TRY_NANOS);
    }
  }

  private boolean isListening() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException _) {
      return false;
    }
  }

  private void remember(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    Files.writeString(pidFile(), "%d %s %s%n".formatted(pid, fields[19], boot));
  }

  private Path pidFile() {
    return state.resolve("run/" + name + ".pid");
  }

  /** Stops the process where it is (SIGSTOP); its sockets stay open. */
  void hang() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets it go on (SIGCONT). */
  void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String signal) throws IOException, InterruptedException {
    if (process != null) {
      new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start().waitFor();
    }
  }

  /** Ends it at once (SIGKILL), with everything it held. */
  void kill() throws IOException, InterruptedException {
    if (process != null) {
      process.destroyForcibly().waitFor();
      process = null;
    }
    Files.deleteIfExists(pidFile());
  }

  @Override
  public void close() throws IOException {
    try {
      kill();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
