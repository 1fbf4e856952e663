package dev.holdfast.client.session;

import dev.holdfast.client.Problem;
import dev.holdfast.client.attribute.AttributeException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Says in the log of the platform what an operator may want to know. */
final class LoggingObserver implements SessionObserver {
  private static final Logger LOG = System.getLogger("dev.holdfast.client.session");

  @Override
  public void undecodable(String attribute, AttributeException why) {
    LOG.log(
        Level.WARNING,
        "attribute {0} is kept but cannot be read: {1}",
        attribute,
        why.getMessage());
  }

  @Override
  public void clash(String attribute) {
    LOG.log(Level.INFO, "two requests of a session changed attribute {0}", attribute);
  }

  @Override
  public void lockTimedOut(Problem problem) {
    LOG.log(
        Level.INFO, "a request goes on without the lock of its session: {0}", problem.sentence());
  }

  @Override
  public void courtesyFailed(Problem problem) {
    LOG.log(Level.DEBUG, "a slide or a release failed: {0}", problem.sentence());
  }
}
