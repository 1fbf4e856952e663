package dev.holdfast.store.memcached;

import dev.holdfast.store.RecordCodec;

/**
 * An item of a simulated node.
 *
 * @param value its bytes
 * @param tag its client flags
 * @param cas names this state of it
 * @param endMillis when it is forgotten
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record StoredItem(byte[] value, int tag, long cas, long endMillis) {

  StoredItem withCas(long other) {
    return new StoredItem(value, tag, other, endMillis);
  }

  @Override
  public String toString() {
    return describe(value) + " cas " + cas;
  }

  /** Returns version, kind and payload of the value of a record. */
  static String describe(byte[] value) {
    var session = RecordCodec.decode(value);
    if (session == null) {
      return "unreadable";
    }
    String kind = session.status().getClass().getSimpleName();
    String part = RecordCodec.isStub(value) ? " stub" : "";
    return "%s %s%s until %d"
        .formatted(
            Trace.show(session.version()),
            kind,
            part,
            session.times().idleExpireTime().toEpochMilli() % 10_000_000);
  }
}
