package dev.holdfast.session;

/**
 * Which session a call is about.
 *
 * @param namespace the tenant, already entered
 * @param key the session's key there
 */
public record SessionName(Namespace namespace, SessionKey key) {
  /** Returns the rules of the namespace. */
  public SessionPolicy policy() {
    return namespace.policy();
  }
}
