package dev.holdfast.store.memcached;

import dev.holdfast.store.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real memcached on a port of its own, which a test may stop, resume, kill and start again. */
final class MemcachedProcess implements AutoCloseable {
  private final int port;
  private final List<String> options;
  private Process process;

  private MemcachedProcess(int port, List<String> options) {
    this.port = port;
    this.options = options;
    this.process = launch();
  }

  /** Starts one on a free port. */
  static MemcachedProcess start(String... options) {
    return new MemcachedProcess(freePort(), List.of(options));
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** Stops the process as a debugger would: the kernel goes on taking connections and bytes. */
  void hang() {
    signal("STOP");
    Await.until("every thread has stopped", this::isStopped);
  }

  private boolean isStopped() {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
      return threads.allMatch(MemcachedProcess::isThreadStopped);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads the state, which follows the name in brackets: see proc(5). */
  private static boolean isThreadStopped(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void resume() {
    signal("CONT");
  }

  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Starts a killed process again, empty, on the same port. */
  void startAgain() {
    process = launch();
  }

  /**
   * Sends lines on a connection of its own and returns the answer up to the end of the connection.
   */
  String ask(String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      OutputStream out = socket.getOutputStream();
      out.write((request + "quit\r\n").getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stores an item on a connection of its own. */
  void put(String item, byte[] value, int tag) {
    String flags = Integer.toUnsignedString(tag);
    String line = "ms %s %d F%s\r\n".formatted(item, value.length, flags);
    String answer = ask(line + new String(value, StandardCharsets.ISO_8859_1) + "\r\n");
    if (!answer.startsWith("HD")) {
      throw new IllegalStateException("not stored: " + answer);
    }
  }

  /** Returns the value of a small item of one line. */
  byte[] value(String item) {
    String answer = ask("mg " + item + " v\r\n");
    return answer
        .substring(answer.indexOf("\r\n") + 2)
        .lines()
        .findFirst()
        .orElseThrow()
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private Process launch() {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("memcached", "-l", "127.0.0.1", "-p", Integer.toString(port)));
    command.addAll(List.of("-U", "0", "-m", "64", "-t", "1"));
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("-u", "nobody"));
    }
    command.addAll(options);
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      Await.until("memcached listens", () -> isListening(started));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isListening(Process started) {
    if (!started.isAlive()) {
      throw new IllegalStateException("memcached ended with " + started.exitValue());
    }
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  private void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        throw new IllegalStateException("kill -" + name + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
