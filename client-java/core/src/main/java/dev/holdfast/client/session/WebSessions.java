package dev.holdfast.client.session;

import dev.holdfast.client.SessionClient;
import dev.holdfast.client.attribute.AttributeCodecs;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;

/** The sessions of one web application. Safe for use by many threads. */
public final class WebSessions implements AutoCloseable {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SessionContext context;

  private WebSessions(SessionContext context) {
    this.context = context;
  }

  /** Opens the sessions of an application, with the default hooks and the system's clock. */
  public static WebSessions open(
      SessionClient client, SessionSettings settings, AttributeCodecs codecs) {
    return open(client, settings, codecs, SessionHooks.DEFAULT, InstantSource.system());
  }

  /**
   * Opens the sessions of an application.
   *
   * @param client closed with this
   * @param settings how the application keeps its sessions
   * @param codecs of its attributes
   * @param hooks what it decides and sees
   * @param clock of this server
   */
  public static WebSessions open(
      SessionClient client,
      SessionSettings settings,
      AttributeCodecs codecs,
      SessionHooks hooks,
      InstantSource clock) {
    NearCopies copies = new NearCopies(settings.nearCopyBytes());
    return new WebSessions(
        new SessionContext(
            client, settings, codecs, hooks, new SessionContext.Shared(copies, clock)));
  }

  /**
   * Begins a request, without any trip to the service.
   *
   * @param path of the request, without query and context path; the rules know its policy
   */
  public SessionRequest begin(String path) {
    return begin(context.settings().rules().of(path));
  }

  /** Begins a request of a policy. */
  public SessionRequest begin(RequestPolicy policy) {
    return new SessionRequest(context, policy);
  }

  /** Returns the settings. */
  public SessionSettings settings() {
    return context.settings();
  }

  /** Returns a new session id: 128 random bits in hexadecimal, without a route. */
  public static String newId() {
    byte[] bits = new byte[16];
    RANDOM.nextBytes(bits);
    return HexFormat.of().formatHex(bits);
  }

  /** Closes the client and drops the copies. No session is ended. */
  @Override
  public void close() {
    context.copies().clear();
    context.client().close();
  }
}
