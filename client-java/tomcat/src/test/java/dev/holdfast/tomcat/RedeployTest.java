package dev.holdfast.tomcat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import com.sun.net.httpserver.HttpServer;
import dev.holdfast.client.testing.InMemorySessionClient;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application with classes of its own, deployed again and again. */
final class RedeployTest {
  private static final int TIMES = 10;

  @TempDir private Path application;

  private void copyClasses() throws IOException {
    Path classes = application.resolve("WEB-INF/classes/dev/holdfast/tomcat");
    Files.createDirectories(classes);
    for (Class<?> each :
        List.of(ShopServlet.class, Basket.class, Holds.class, Holds.Hold.class, Traveller.class)) {
      String name = each.getName().substring(each.getPackageName().length() + 1) + ".class";
      try (InputStream bytes = RedeployTest.class.getResourceAsStream(name)) {
        Files.write(classes.resolve(name), java.util.Objects.requireNonNull(bytes).readAllBytes());
      }
    }
  }

  private AppServer.Setup withOwnClasses() {
    return new AppServer.Setup().docBase(application);
  }

  @Test
  void valuesAreOfTheApplicationsClassesAndOutliveIt() throws Exception {
    copyClasses();
    Browser browser = new Browser();
    InMemorySessionClient service = new InMemorySessionClient();
    try (AppServer server = AppServer.start(service, withOwnClasses())) {
      assertNotSame(
          AppServer.class.getClassLoader(),
          loader(server.context()).loadClass(Basket.class.getName()).getClassLoader());
      assertEquals("book", browser.text(server, "basket?name=book"));
      for (int i = 0; i < TIMES; i++) {
        server.redeploy(withOwnClasses());
        browser.text(server, "basket?name=" + i);
      }
      assertEquals("book,0,1,2,3,4,5,6,7,8,9", browser.text(server, "basket"));
    }
  }

  @Test
  void redeployLeavesNoClassLoaderAndNoThread() throws Exception {
    copyClasses();
    HttpServer broken =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    broken.createContext(
        "/",
        call -> {
          call.sendResponseHeaders(503, -1);
          call.close();
        });
    broken.start();
    String endpoint = "http://127.0.0.1:" + broken.getAddress().getPort() + "?timeout=200ms";
    AppServer.Setup setup =
        withOwnClasses()
            .sessions(
                sessions -> {
                  sessions.setClient(null);
                  sessions.setEndpoints(endpoint);
                });
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    try (AppServer server = AppServer.start(new InMemorySessionClient(), setup)) {
      for (int i = 0; i < TIMES; i++) {
        assertEquals("status 503", new Browser().text(server, "basket"));
        assertEquals("status 503", new Browser("0a").text(server, "async"));
        loaders.add(new WeakReference<>(loader(server.context())));
        server.redeploy(setup);
      }
      server.context().stop();
      Await.until("the class loaders are gone", () -> areGone(loaders));
      Await.until("the client has no thread", () -> threads() == 0);
    } finally {
      broken.stop(0);
    }
  }

  private static ClassLoader loader(Context context) {
    return context.getLoader().getClassLoader();
  }

  private static boolean areGone(List<WeakReference<ClassLoader>> loaders) {
    System.gc();
    return loaders.stream().allMatch(each -> each.get() == null);
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("holdfast"))
        .count();
  }
}
