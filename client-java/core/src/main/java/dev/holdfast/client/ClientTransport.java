package dev.holdfast.client;

import java.util.ServiceLoader;
import java.util.TreeSet;

/**
 * A way to talk to the service, which {@link SessionClient#open} finds by its name among those on
 * the class path: a provider of {@link ServiceLoader}.
 */
public interface ClientTransport {

  /** Returns the name by which options choose it, such as {@code rest}: letters a to z. */
  String name();

  /** Opens a client of this transport; it connects when it is first used. */
  SessionClient open(ClientOptions options);

  /** Looks where this class comes from: the thread's own loader may be that of an application. */
  static ClientTransport named(String name) {
    TreeSet<String> known = new TreeSet<>();
    for (ClientTransport each :
        ServiceLoader.load(ClientTransport.class, ClientTransport.class.getClassLoader())) {
      if (each.name().equals(name)) {
        return each;
      }
      known.add(each.name());
    }
    throw new IllegalArgumentException(
        "transport: %s (expected: one of %s; grpc needs holdfast-client-grpc)"
            .formatted(name, known));
  }
}
