package dev.holdfast.store.memcached;

import java.time.Instant;

/** What is known of one key of a schedule. */
final class Story {
  final String name;
  int era;
  int underWay;
  Instant promisedEnd = Instant.MIN;
  Instant possibleEnd = Instant.MIN;
  long proven;
  boolean closed;

  Story(String name) {
    this.name = name;
  }

  /** Begins a new history. */
  void turnPage() {
    era++;
    proven = 0;
    closed = false;
    promisedEnd = Instant.MIN;
  }
}
