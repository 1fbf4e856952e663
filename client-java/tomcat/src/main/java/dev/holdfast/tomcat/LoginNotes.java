package dev.holdfast.tomcat;

import dev.holdfast.client.attribute.AttributeCodecs;
import dev.holdfast.client.attribute.AttributeException;
import dev.holdfast.client.session.SessionId;
import dev.holdfast.client.session.WebSession;
import java.security.Principal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.catalina.authenticator.Constants;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat knows of a login, as notes of a session: name and roles in plain values, which any
 * version of Tomcat reads.
 */
final class LoginNotes {
  private static final Log LOG = LogFactory.getLog(LoginNotes.class);
  private static final String AUTH_TYPE = "tomcat.authType";
  private static final String NAME = "tomcat.name";
  private static final String ROLES = "tomcat.roles";
  private static final String PRINCIPAL = "tomcat.principal";
  private static final String VERSION = "tomcat.version";

  private LoginNotes() {}

  static @Nullable String authType(WebSession session) {
    return session.note(AUTH_TYPE) instanceof String type ? type : null;
  }

  static void authType(WebSession session, @Nullable String type) {
    session.note(AUTH_TYPE, type);
  }

  /** Returns the user who logged in; null for nobody. */
  static @Nullable Principal principal(WebSession session) {
    Principal own = session.note(PRINCIPAL) instanceof Principal kept ? kept : null;
    if (!(session.note(NAME) instanceof String name)) {
      return own;
    }
    List<String> roles = new ArrayList<>();
    if (session.note(ROLES) instanceof List<?> kept) {
      kept.forEach(role -> roles.add(String.valueOf(role)));
    }
    return new GenericPrincipal(name, roles, own);
  }

  /** Keeps the user who logged in, or nobody. */
  static void principal(WebSession session, @Nullable Principal user, AttributeCodecs codecs) {
    GenericPrincipal generic = user instanceof GenericPrincipal each ? each : null;
    Principal own = generic == null ? user : generic.getUserPrincipal();
    session.note(NAME, generic == null ? null : generic.getName());
    session.note(ROLES, generic == null ? null : new ArrayList<>(List.of(generic.getRoles())));
    session.note(PRINCIPAL, own instanceof GenericPrincipal ? null : storable(own, codecs));
  }

  private static @Nullable Principal storable(@Nullable Principal user, AttributeCodecs codecs) {
    if (user == null) {
      return null;
    }
    try {
      codecs.encode(user);
      return user;
    } catch (AttributeException e) {
      LOG.warn("the principal of a login is not kept with its session: " + e.getMessage());
      return null;
    }
  }

  /** Whether a note of Tomcat goes into the service: what its FORM login has under way. */
  static boolean isKept(String name) {
    return name.equals(Constants.SESSION_ID_NOTE) || name.equals(Constants.FORM_REQUEST_NOTE);
  }

  /**
   * Returns such a note.
   *
   * @param asRequested gives an id the route that the request bears
   */
  static @Nullable Object note(WebSession session, String name, UnaryOperator<String> asRequested) {
    Object kept = session.note(name);
    return name.equals(Constants.SESSION_ID_NOTE) && kept instanceof String id
        ? asRequested.apply(id)
        : kept;
  }

  /** Keeps such a note; an id without its route, which another server would not have. */
  static void keep(WebSession session, String name, @Nullable Object value) {
    boolean isId = name.equals(Constants.SESSION_ID_NOTE) && value != null;
    session.note(name, isId ? SessionId.parse(String.valueOf(value)).id() : value);
  }

  /** Whether the session belongs to another version of the application. */
  static boolean isOfAnotherVersion(WebSession session, String version) {
    return session.note(VERSION) instanceof String kept && !kept.equals(version);
  }

  /** Has the session belong to a version of the application. */
  static void claim(WebSession session, String version) {
    if (!version.isEmpty() && !session.isReadOnly() && !version.equals(session.note(VERSION))) {
      session.note(VERSION, version);
    }
  }
}
