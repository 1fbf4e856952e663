package dev.holdfast.client.session;

/**
 * What an application decides and sees.
 *
 * @param clashes what becomes of an attribute that two requests changed without a lock; under a
 *     lock it is always {@link ClashPolicy#REFUSE}
 * @param observer what is told
 */
public record SessionHooks(ClashPolicy clashes, SessionObserver observer) {
  /** The value that is saved last wins; all else goes to the log. */
  public static final SessionHooks DEFAULT =
      new SessionHooks(ClashPolicy.OWN_WINS, SessionObserver.logging());
}
