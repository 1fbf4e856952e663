package dev.holdfast.tomcat;

import dev.holdfast.client.SessionClient;
import java.io.File;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.Host;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.Wrapper;
import org.apache.catalina.authenticator.FormAuthenticator;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.LoginConfig;
import org.apache.tomcat.util.descriptor.web.SecurityCollection;
import org.apache.tomcat.util.descriptor.web.SecurityConstraint;

/** A Tomcat in this process with the application of the tests. */
final class AppServer implements AutoCloseable {
  static final String PATH = "/shop";

  private final Tomcat tomcat = new Tomcat();
  private final GatedClient gate;
  private Context context;

  private AppServer(SessionClient service, Setup setup) {
    File base = new File("target/tomcat").getAbsoluteFile();
    base.mkdirs();
    gate = new GatedClient(service);
    tomcat.setBaseDir(base.getPath());
    tomcat.setPort(0);
    tomcat.getConnector();
    tomcat.getEngine().setName("Tomcat-" + System.identityHashCode(this));
    if (setup.route != null) {
      tomcat.getEngine().setJvmRoute(setup.route);
    }
    tomcat.addUser("anna", "secret");
    tomcat.addRole("anna", "customer");
    context = addApplication("", setup);
    try {
      tomcat.start();
    } catch (LifecycleException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What differs from a server with the defaults. */
  static final class Setup {
    @org.jspecify.annotations.Nullable String route;
    java.nio.file.Path docBase = java.nio.file.Path.of("target").toAbsolutePath();
    boolean ownClasses;
    Consumer<HoldfastSessions> sessions = each -> {};
    Consumer<Context> context = each -> {};

    /** Has the application load its classes from a folder of its own. */
    Setup docBase(java.nio.file.Path folder) {
      docBase = folder;
      ownClasses = true;
      return this;
    }

    Setup route(String name) {
      route = name;
      return this;
    }

    Setup sessions(Consumer<HoldfastSessions> more) {
      sessions = sessions.andThen(more);
      return this;
    }

    Setup context(Consumer<Context> more) {
      context = context.andThen(more);
      return this;
    }

    /** Has the pages below /private ask for a login. */
    Setup formLogin() {
      return context(AppServer::addFormLogin);
    }
  }

  static AppServer start(SessionClient service) {
    return start(service, new Setup());
  }

  static AppServer start(SessionClient service, Setup setup) {
    return new AppServer(service, setup);
  }

  /** Adds the application, or another version of it. */
  Context addApplication(String version, Setup setup) {
    Host host = tomcat.getHost();
    String name = version.isEmpty() ? PATH : PATH + "##" + version;
    StandardContext added = new StandardContext();
    added.setName(name);
    added.setPath(PATH);
    added.setWebappVersion(version);
    added.setDocBase(setup.docBase.toString());
    added.addLifecycleListener(new Tomcat.FixContextListener());
    added.addParameter("version", version);
    added.setParentClassLoader(AppServer.class.getClassLoader());
    HoldfastSessions sessions = new HoldfastSessions();
    sessions.setClient(gate::client);
    sessions.setAllowedClasses("dev.holdfast.tomcat.*");
    setup.sessions.accept(sessions);
    added.setManager(sessions);
    Wrapper shop =
        setup.ownClasses
            ? Tomcat.addServlet(added, "shop", ShopServlet.class.getName())
            : Tomcat.addServlet(added, "shop", new ShopServlet());
    shop.setAsyncSupported(true);
    added.addServletMappingDecoded("/", "shop");
    setup.context.accept(added);
    host.addChild(added);
    return added;
  }

  private static void addFormLogin(Context context) {
    context.setLoginConfig(new LoginConfig("FORM", null, "/login", "/login"));
    context.addSecurityRole("customer");
    SecurityCollection pages = new SecurityCollection();
    pages.addPatternDecoded("/private/*");
    SecurityConstraint constraint = new SecurityConstraint();
    constraint.addAuthRole("customer");
    constraint.addCollection(pages);
    context.addConstraint(constraint);
    context.getPipeline().addValve(new FormAuthenticator());
  }

  /** Takes the application away and deploys it anew. */
  void redeploy(Setup setup) {
    tomcat.getHost().removeChild(context);
    context = addApplication("", setup);
  }

  Context context() {
    return context;
  }

  GatedClient gate() {
    return gate;
  }

  int port() {
    return tomcat.getConnector().getLocalPort();
  }

  boolean isApplicationStarted() {
    return context.getState() == LifecycleState.STARTED;
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
