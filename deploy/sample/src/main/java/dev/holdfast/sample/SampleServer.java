package dev.holdfast.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/**
 * One Tomcat with the sample application, on loopback. Where its sessions are, the application's
 * {@code META-INF/context.xml} says.
 */
public final class SampleServer implements AutoCloseable {
  /** The context parameter with the name of the server. */
  static final String NAME = "server";

  static final String USER = "anna";
  static final String PASSWORD = "holdfast";

  private static final String ROLE = "customer";

  private final Tomcat tomcat = new Tomcat();
  private final Context context;

  /** A server that is not started yet. */
  SampleServer(ServerOptions options) {
    System.setProperty("holdfast.endpoints", options.endpoints());
    System.setProperty("holdfast.sticky", Boolean.toString(options.sticky()));
    tomcat.setBaseDir(folder(options.base()).toString());
    tomcat.getEngine().setName(options.name());
    tomcat.setConnector(connector(options.port()));
    if (options.route() != null) {
      tomcat.getEngine().setJvmRoute(options.route());
    }
    tomcat.addUser(USER, PASSWORD);
    tomcat.addRole(USER, ROLE);
    tomcat.setAddDefaultWebXmlToWebapp(false); // It has neither JSPs nor static files.
    context = tomcat.addWebapp("", options.application().toAbsolutePath().normalize().toString());
    context.addParameter(NAME, options.name());
  }

  /** Starts a server and serves until the process is told to end, see {@link ServerOptions}. */
  public static void main(String[] arguments) throws LifecycleException {
    try {
      SampleServer server = new SampleServer(ServerOptions.parse(arguments));
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      server.start();
      server.tomcat.getServer().await();
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  /** The port is opened last: until then a balancer is refused at once, and asks elsewhere. */
  private static Connector connector(int port) {
    Connector connector = new Connector();
    connector.setPort(port);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("bindOnInit", "false");
    connector.setProperty("maxKeepAliveRequests", "-1");
    return connector;
  }

  private static Path folder(Path folder) {
    try {
      return Files.createDirectories(folder.toAbsolutePath().normalize());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The application, whose manager is there from the start on. */
  Context context() {
    return context;
  }

  /**
   * Serves from now on.
   *
   * @throws LifecycleException when the server or its application does not start
   */
  void start() throws LifecycleException {
    tomcat.start();
    if (context.getState() != LifecycleState.STARTED) {
      throw new LifecycleException("the application did not start; the log says why");
    }
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  @Override
  public void close() {
    if (tomcat.getServer().getState() == LifecycleState.DESTROYED) {
      return;
    }
    try {
      tomcat.stop();
      tomcat.destroy();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }
}
