package dev.holdfast.tomcat;

import dev.holdfast.client.ClientOptions;
import dev.holdfast.client.DurationText;
import dev.holdfast.client.LockTerms;
import dev.holdfast.client.SessionClient;
import dev.holdfast.client.attribute.AttributeCodecs;
import dev.holdfast.client.attribute.JavaSerialization;
import dev.holdfast.client.session.ClashPolicy;
import dev.holdfast.client.session.Locking;
import dev.holdfast.client.session.RequestRules;
import dev.holdfast.client.session.Routing;
import dev.holdfast.client.session.SessionHooks;
import dev.holdfast.client.session.SessionObserver;
import dev.holdfast.client.session.SessionSettings;
import dev.holdfast.client.session.WebSessions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The attributes of the {@code Manager} element, read when it starts: so a bad one stops it. */
final class ManagerSettings {
  /** What Tomcat's FORM login keeps: the request that the login page interrupted. */
  private static final List<String> TOMCAT_CLASSES =
      List.of(
          "jakarta.servlet.http.Cookie",
          "org.apache.catalina.authenticator.SavedRequest",
          "org.apache.tomcat.util.buf.AbstractChunk",
          "org.apache.tomcat.util.buf.ByteChunk");

  private static final Duration LONGEST_GRACE = Duration.ofMinutes(5);

  @Nullable String endpoints;
  @Nullable Supplier<SessionClient> client;
  String rules = "";
  boolean sticky;
  String onLockTimeout = "fail";
  String clashes = "last-wins";
  @Nullable String rotateGrace;
  long nearCopyBytes = SessionSettings.DEFAULT.nearCopyBytes();
  String allowedClasses = "";
  boolean keepEmpty = true;

  /**
   * Opens the sessions.
   *
   * @param route of this server; null for none
   * @throws IllegalArgumentException that names the attribute and what was expected
   */
  OpenedSessions open(@Nullable String route, Supplier<ClassLoader> classLoader) {
    List<String> allowed = new ArrayList<>(TOMCAT_CLASSES);
    for (String pattern : allowedClasses.isBlank() ? new String[0] : allowedClasses.split(",")) {
      allowed.add(pattern.strip());
    }
    AttributeCodecs codecs =
        AttributeCodecs.standard(JavaSerialization.allowing(allowed, classLoader));
    ClientOptions options = endpoints == null ? null : ClientOptions.parse(endpoints);
    LockTerms terms = options == null ? LockTerms.DEFAULT : options.lock();
    SessionSettings settings =
        new SessionSettings(
            RequestRules.parse(rules),
            new Routing(route, sticky),
            new Locking(terms, onTimeout()),
            grace(),
            nearCopyBytes);
    SessionHooks hooks = new SessionHooks(clashPolicy(), SessionObserver.logging());
    SessionClient opened = client(options);
    return new OpenedSessions(
        WebSessions.open(opened, settings, codecs, hooks, InstantSource.system()), codecs);
  }

  /** Opens the client as a part of the server: no thread of it holds the application. */
  private SessionClient client(@Nullable ClientOptions options) {
    if (client != null) {
      return client.get();
    }
    if (options == null) {
      throw new IllegalArgumentException(
          "endpoints: none (expected: such as http://10.0.0.5:8080,http://10.0.0.6:8080)");
    }
    Thread thread = Thread.currentThread();
    ClassLoader application = thread.getContextClassLoader();
    thread.setContextClassLoader(ManagerSettings.class.getClassLoader());
    try {
      return SessionClient.open(options);
    } finally {
      thread.setContextClassLoader(application);
    }
  }

  private Locking.OnTimeout onTimeout() {
    return switch (onLockTimeout) {
      case "fail" -> Locking.OnTimeout.FAIL;
      case "optimistic" -> Locking.OnTimeout.OPTIMISTIC;
      case "read-only" -> Locking.OnTimeout.READ_ONLY;
      default -> throw refusal("onLockTimeout", onLockTimeout, "fail, optimistic or read-only");
    };
  }

  private ClashPolicy clashPolicy() {
    return switch (clashes) {
      case "last-wins" -> ClashPolicy.OWN_WINS;
      case "refuse" -> ClashPolicy.REFUSE;
      default -> throw refusal("clashes", clashes, "last-wins or refuse");
    };
  }

  private @Nullable Duration grace() {
    if (rotateGrace == null) {
      return null;
    }
    Duration grace;
    try {
      grace = DurationText.parse(rotateGrace);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("rotateGrace: " + e.getMessage(), e);
    }
    if (grace.compareTo(LONGEST_GRACE) > 0) {
      throw refusal("rotateGrace", rotateGrace, "at most 300s");
    }
    return grace;
  }

  private static IllegalArgumentException refusal(String name, String value, String expected) {
    return new IllegalArgumentException("%s: %s (expected: %s)".formatted(name, value, expected));
  }
}
