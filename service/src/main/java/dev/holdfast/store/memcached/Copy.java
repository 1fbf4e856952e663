package dev.holdfast.store.memcached;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.store.RecordCodec;
import org.jspecify.annotations.Nullable;

/**
 * What one node holds of a key, as it was read or written on one connection.
 *
 * @param session the record, or null where there is none or it cannot be read
 * @param cas names this state of the item on this connection; 0 where there is no item
 * @param connection where it was read: on another one the cas means nothing
 * @param whole whether the payload is there: not so on a witness
 */
record Copy(@Nullable Session session, long cas, NodeLink connection, boolean whole) {
  private static final Lookup ABSENT = new Lookup.Absent();
  private static final Lookup UNREADABLE = new Lookup.Unverified(null);

  /** Makes a whole copy, or the absence of one. */
  Copy(@Nullable Session session, long cas, NodeLink connection) {
    this(session, cas, connection, true);
  }

  /** Makes a copy of the answer to a read. */
  static Copy of(Reply reply, NodeLink connection) {
    // Not a switch: with a constant of an enum among its labels it costs as much as the decoding.
    if (reply instanceof Reply.Item(byte[] value, long cas)) {
      Session session = RecordCodec.decode(value);
      return new Copy(session, cas, connection, session == null || !RecordCodec.isStub(value));
    }
    if (reply == Reply.Plain.MISS) {
      return new Copy(null, 0, connection);
    }
    throw new NoAnswerException(false, "the node answered a read with " + reply);
  }

  /**
   * Returns what this stands for once its node should have forgotten it: nothing, though what is
   * written over it is guarded by its cas.
   */
  Copy forgotten() {
    return new Copy(null, cas, connection, false);
  }

  /** Returns whether there is no item, or one that should have been forgotten. */
  boolean isAbsent() {
    return session == null && (cas == 0 || !whole);
  }

  /** Returns whether there is an item that cannot be read. */
  boolean isUnreadable() {
    return session == null && !isAbsent();
  }

  /** Returns the record that is there. */
  Session sessionOrThrow() {
    if (session == null) {
      throw new IllegalStateException("there is no record");
    }
    return session;
  }

  /** Returns the version that is there. */
  SessionVersion version() {
    return sessionOrThrow().version();
  }

  /** Returns the counter of the version, or 0 where there is none. */
  long counter() {
    return session == null ? 0 : session.version().counter();
  }

  boolean hasVersionOf(Copy other) {
    return other.session() != null && has(other.session().version());
  }

  boolean has(@Nullable SessionVersion version) {
    return session == null ? version == null && isAbsent() : session.version().equals(version);
  }

  /** Returns the condition under which this is still what the node holds. */
  Guard guard() {
    return cas == 0 ? Guard.ADD : new Guard(cas);
  }

  /** Returns what this says of the key; an item that cannot be read is not absence. */
  Lookup lookup() {
    if (session != null) {
      return Lookup.of(session);
    }
    return isAbsent() ? ABSENT : UNREADABLE;
  }
}
