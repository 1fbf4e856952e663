package dev.holdfast.tomcat;

import dev.holdfast.client.AcquireAnswer;
import dev.holdfast.client.LockAnswer;
import dev.holdfast.client.Outcome;
import dev.holdfast.client.Problem;
import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.Reason;
import dev.holdfast.client.SessionClient;
import dev.holdfast.client.WriteAnswer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A client that writes down the calls made, and that may be cut off. */
final class GatedClient {
  private final SessionClient service;
  private final List<String> trips = new ArrayList<>();
  private volatile Set<String> cut = Set.of();

  GatedClient(SessionClient service) {
    this.service = service;
  }

  SessionClient client() {
    return (SessionClient)
        Proxy.newProxyInstance(
            SessionClient.class.getClassLoader(),
            new Class<?>[] {SessionClient.class},
            (proxy, method, arguments) -> call(method, arguments));
  }

  /** Returns the calls since this was asked last. */
  synchronized List<String> trips() {
    List<String> made = List.copyOf(trips);
    trips.clear();
    return made;
  }

  /** Has nothing reach the service. */
  void cut() {
    cut = Set.of("find", "describe", "touch", "create", "save", "end", "rotate", "acquire");
  }

  /** Has some calls not reach the service. */
  void cut(String... calls) {
    cut = Set.of(calls);
  }

  void mend() {
    cut = Set.of();
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    if (method.getName().equals("close") || method.getDeclaringClass() == Object.class) {
      return method.getName().equals("toString") ? "GatedClient" : 0;
    }
    synchronized (this) {
      trips.add(method.getName());
    }
    if (cut.contains(method.getName())) {
      return unanswered(method.getReturnType());
    }
    try {
      return method.invoke(service, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object unanswered(Class<?> kind) {
    Problem problem =
        new Problem(Reason.NO_ANSWER, Outcome.UNKNOWN, true, "cut off", Problem.Hints.of("test"));
    if (kind == ReadAnswer.class) {
      return new ReadAnswer.Unknown(problem);
    }
    if (kind == AcquireAnswer.class) {
      return new AcquireAnswer.Unknown(problem);
    }
    return kind == LockAnswer.class ? new LockAnswer.Unknown(problem) : WriteAnswer.failed(problem);
  }
}
