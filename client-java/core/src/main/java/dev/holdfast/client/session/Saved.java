package dev.holdfast.client.session;

/** What a save did. */
public enum Saved {
  /** Nothing: there was no change. */
  UNCHANGED,
  /** It stored the changes. */
  SAVED,
  /** It stored them together with those of another request. */
  MERGED,
  /** Nothing: the session was ended meanwhile, and no late save brings it back. */
  GONE
}
