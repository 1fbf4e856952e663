package dev.holdfast.client;

import org.jspecify.annotations.Nullable;

/**
 * What a read says besides the key.
 *
 * @param have the version that the caller has; when it is current the answer has no payload
 * @param touch whether the read counts as use and slides the idle timeout
 */
public record ReadTerms(@Nullable String have, boolean touch) {
  /** A read of the payload that counts as use. */
  public static final ReadTerms DEFAULT = new ReadTerms(null, true);

  /** Returns these terms for a caller who has a version. */
  public ReadTerms having(@Nullable String etag) {
    return new ReadTerms(etag, touch);
  }

  /** Returns these terms for a read that does not count as use. */
  public ReadTerms withoutTouch() {
    return new ReadTerms(have, false);
  }
}
