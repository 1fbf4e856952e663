package dev.holdfast.session;

/** What a store made of an attempt to take a lock. */
public sealed interface Acquisition {
  /** The lock is the caller's, and this is what the key held at that moment or later. */
  record Acquired(Lookup lookup) implements Acquisition {}

  /** Somebody else's lease is in force. */
  record Held(Lease lease) implements Acquisition {}
}
