package dev.holdfast.client;

/** Why there is no session: a proven fact, never the guess of a store that did not answer. */
public enum Absence {
  /** Nobody created it, or it expired. */
  NOT_FOUND,
  /** It was ended; it does not come back. */
  ENDED
}
