package dev.holdfast.client.session;

import org.jspecify.annotations.Nullable;

/** What becomes of an attribute that two requests changed. */
@FunctionalInterface
public interface ClashPolicy {
  /** The value of the request that saves last. */
  ClashPolicy OWN_WINS = AttributeClash::own;

  /** Neither: the request is told, and its changes are not saved. */
  ClashPolicy REFUSE =
      clash -> {
        throw new SessionConflictException(
            "attribute %s: another request changed it as well".formatted(clash.name()));
      };

  /**
   * Returns the value to save; null removes the attribute.
   *
   * @throws SessionConflictException to save nothing
   */
  @Nullable Object resolve(AttributeClash clash);
}
