package dev.holdfast.store.memcached;

import java.util.Map;

/** What became of one command of a node. */
sealed interface Reply {
  /**
   * The item, as it is.
   *
   * @param value its bytes
   * @param cas names this state of the item, until its node restarts
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  record Item(byte[] value, long cas) implements Reply {}

  /**
   * Done as asked.
   *
   * @param cas names the new state of the item; 0 where there is none
   */
  record Done(long cas) implements Reply {}

  /**
   * There is an item, and this much is told of it without its value.
   *
   * @param tag its client flags
   * @param cas names this state of the item, until its node restarts
   */
  record Digest(int tag, long cas) implements Reply {}

  /** An answer without content. */
  enum Plain implements Reply {
    /** A read found nothing. */
    MISS,
    /** The item to replace or delete is not there. */
    GONE,
    /** The item to add is there already. */
    NOT_STORED,
    /** The item has another state than the one named. */
    CHANGED,
    /** The node lives. */
    ALIVE
  }

  /**
   * What the node tells of itself.
   *
   * @param numbers its statistics that are numbers, by name
   */
  record Stats(Map<String, Long> numbers) implements Reply {}

  /**
   * The node answered that it cannot.
   *
   * @param reason the node's words
   */
  record Rejected(String reason) implements Reply {}

  /**
   * There is no answer.
   *
   * @param sent whether the node may have the command, and may still run it
   * @param reason what happened, without keys
   */
  record Failed(boolean sent, String reason) implements Reply {}
}
