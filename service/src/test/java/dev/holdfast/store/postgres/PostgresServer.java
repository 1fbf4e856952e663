package dev.holdfast.store.postgres;

import dev.holdfast.store.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real PostgreSQL on a port of its own, which a test may kill and start again. */
public final class PostgresServer implements AutoCloseable {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final String USER = "holdfast";
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static final char STOPPED = 'T';
  private static final char ENDED = 'X';

  /** Stopped, or ended: a child that has just gone stays until its stopped parent asks for it. */
  private static final Set<Character> STILL = Set.of(STOPPED, 'Z', ENDED);

  private final Path bin = newestBin();
  private final Path folder;
  private final int port = freePort();
  private Process process;

  /** The server that tests share, each class with a database of its own. */
  private static final class Shared {
    private static final PostgresServer SERVER = start();

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
    }
  }

  private PostgresServer() throws IOException {
    folder = Files.createTempDirectory("holdfast-postgres");
    if (isRoot()) {
      run(List.of("chown", "postgres", folder.toString()));
    }
    run(
        asOwner(
            bin.resolve("initdb").toString(),
            "--pgdata=" + data(),
            "--username=" + USER,
            "--auth=trust",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync"));
    process = launch();
  }

  /** Returns the server of this test run. */
  public static PostgresServer shared() {
    return Shared.SERVER;
  }

  /** Starts one of its own. */
  public static PostgresServer start() {
    try {
      return new PostgresServer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes a database and returns its address. */
  public String freshDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return url(name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns settings of a store in a database of its own. */
  public PostgresSettings freshSettings() {
    return PostgresSettings.of(freshDatabase(), USER, "");
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database), USER, "");
  }

  /** Ends the server and all its connections at once, as a crash would. */
  public void kill() {
    run(List.of("kill", "-QUIT", Long.toString(process.pid())));
    process.onExit().join();
  }

  /** Starts a killed server again, with what was committed. */
  public void startAgain() {
    process = launch();
  }

  /** Starts the server again unless it runs. */
  public void startAgainIfKilled() {
    if (!process.isAlive()) {
      startAgain();
    }
  }

  /** From now on this user has to tell a password over the network. */
  void requirePassword(String user) {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      Path rules = Path.of(data(), "pg_hba.conf");
      String first = "host all " + user + " 127.0.0.1/32 scram-sha-256\n";
      Files.writeString(rules, first + Files.readString(rules));
      statement.execute("SELECT pg_reload_conf()");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Stops all its processes as a debugger would: the kernel goes on taking connections. The parent
   * stops first and goes on last, so that no child comes or goes while they are signalled. A child
   * that the parent was just making is found when the others are looked at again.
   */
  public void hang() {
    signal("STOP", Stream.of(process.toHandle()));
    Await.until("postgres is stopped", this::isStopped);
  }

  private boolean isStopped() {
    signal("STOP", process.descendants());
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .allMatch(each -> STILL.contains(stateOf(each.pid())));
  }

  /** Returns the letter after the name, which is in brackets and may hold anything. */
  private static char stateOf(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (IOException _) {
      return ENDED;
    }
  }

  public void resume() {
    signal("CONT", process.descendants());
    signal("CONT", Stream.of(process.toHandle()));
  }

  private static void signal(String name, Stream<ProcessHandle> processes) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(each -> command.add(Long.toString(each.pid())));
    run(command);
  }

  private Process launch() {
    List<String> command =
        asOwner(
            bin.resolve("postgres").toString(),
            "-D",
            data(),
            "-p",
            Integer.toString(port),
            "-k",
            "",
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "fsync=off");
    try {
      Process started =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolveSibling(folder.getFileName() + ".log").toFile())
              .start();
      Await.until("postgres answers", () -> isAnswering(started));
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isAnswering(Process started) {
    if (!started.isAlive()) {
      throw new IllegalStateException("postgres ended with " + started.exitValue());
    }
    try (Connection connection = connect("postgres")) {
      return connection.isValid(1);
    } catch (SQLException _) {
      return false;
    }
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** The server refuses to run as root. */
  private static List<String> asOwner(String... command) {
    List<String> whole = new ArrayList<>();
    if (isRoot()) {
      whole.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"));
    }
    whole.addAll(List.of(command));
    return whole;
  }

  private static void run(List<String> command) {
    try {
      Process running =
          new ProcessBuilder(command)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!running.waitFor(60, TimeUnit.SECONDS) || running.exitValue() != 0) {
        throw new IllegalStateException(command.getFirst() + " failed");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Path newestBin() {
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .max(Comparator.comparingInt(path -> Integer.parseInt(path.getFileName().toString())))
          .orElseThrow()
          .resolve("bin");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      if (stateOf(process.pid()) == STOPPED) {
        resume(); // a test has failed half-way, and this would wait for ever
      }
      kill();
    }
    run(List.of("rm", "-rf", folder.toString(), folder + ".log"));
  }
}
