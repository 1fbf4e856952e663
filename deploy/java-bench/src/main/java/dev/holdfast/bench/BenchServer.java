package dev.holdfast.bench;

import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;

/**
 * A Tomcat with one page: {@code BenchServer <contender> <port> <folder> <where its sessions are
 * kept>}.
 */
final class BenchServer {
  private BenchServer() {}

  /** Serves until the process is ended. */
  public static void main(String[] args) throws LifecycleException {
    Logger.getLogger("").setLevel(Level.WARNING);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(Path.of(args[2]).resolve("tomcat-" + args[1]).toString());
    tomcat.setPort(Integer.parseInt(args[1]));
    tomcat.getEngine().setJvmRoute("a1");
    // By default a connection ends after a hundred requests.
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
    Context application = tomcat.addContext("", args[2]);
    Contender.named(args[0]).install(application, args[3]);
    Tomcat.addServlet(application, "page", new Page()).addMapping("/*");
    tomcat.start();
    tomcat.getServer().await();
  }
}
