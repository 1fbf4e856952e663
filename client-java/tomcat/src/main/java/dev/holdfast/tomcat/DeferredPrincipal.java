package dev.holdfast.tomcat;

import java.io.Serial;
import java.security.Principal;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.apache.catalina.realm.GenericPrincipal;
import org.ietf.jgss.GSSCredential;
import org.jspecify.annotations.Nullable;

/** The user of a session that is loaded only if the page asks who it is. */
final class DeferredPrincipal extends GenericPrincipal {
  @Serial private static final long serialVersionUID = 1;

  private final transient ServedSession session;

  DeferredPrincipal(ServedSession session) {
    super("", List.of());
    this.session = session;
  }

  private @Nullable Principal user() {
    return session.exchange().isDeferring() || session.settle() == null
        ? null
        : session.getPrincipal();
  }

  private @Nullable GenericPrincipal generic() {
    return user() instanceof GenericPrincipal user ? user : null;
  }

  @Override
  public @Nullable String getName() {
    Principal user = user();
    return user == null ? null : user.getName();
  }

  @Override
  public String[] getRoles() {
    GenericPrincipal user = generic();
    return user == null ? new String[0] : user.getRoles();
  }

  @Override
  public @Nullable Principal getUserPrincipal() {
    Principal user = user();
    return user instanceof GenericPrincipal generic ? generic.getUserPrincipal() : user;
  }

  @Override
  public @Nullable GSSCredential getGssCredential() {
    return null;
  }

  @Override
  public boolean hasRole(String role) {
    GenericPrincipal user = generic();
    return user != null && user.hasRole(role);
  }

  @Override
  public @Nullable Object getAttribute(String name) {
    GenericPrincipal user = generic();
    return user == null ? null : user.getAttribute(name);
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    GenericPrincipal user = generic();
    return user == null ? Collections.emptyEnumeration() : user.getAttributeNames();
  }

  /** It is its own, whoever the user may be. */
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  @Override
  public String toString() {
    return "DeferredPrincipal";
  }

  @Override
  public void logout() {}
}
