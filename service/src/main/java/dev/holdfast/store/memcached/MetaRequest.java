package dev.holdfast.store.memcached;

import java.util.concurrent.ThreadLocalRandom;

/**
 * The bytes of a meta command (memcached's {@code protocol.txt}, "Meta Commands"), and the opaque
 * number that its answer must repeat: an answer to something else is never taken for its own.
 */
final class MetaRequest {
  /** Says hello: answered by {@link Reply.Plain#ALIVE}, without a number. */
  static final MetaRequest PROBE = new MetaRequest(RequestLine.ascii("mn\r\n"), 0);

  private static final byte[] GET = RequestLine.ascii("mg ");
  private static final byte[] SET = RequestLine.ascii("ms ");
  private static final byte[] DELETE = RequestLine.ascii("md ");
  private static final byte[] VALUE_AND_CAS = RequestLine.ascii(" v c O");
  private static final byte[] FLAGS_AND_CAS = RequestLine.ascii(" f c O");
  private static final byte[] RETURN_CAS = RequestLine.ascii(" c O");
  private static final byte[] OPAQUE = RequestLine.ascii(" O");
  private static final byte[] CAS = RequestLine.ascii(" C");
  private static final byte[] ADD = RequestLine.ascii(" ME");
  private static final byte[] EXPIRY = RequestLine.ascii(" T");
  private static final byte[] FLAGS = RequestLine.ascii(" F");

  private final byte[] bytes;
  private final int opaque;

  private MetaRequest(byte[] bytes, int opaque) {
    this.bytes = bytes;
    this.opaque = opaque;
  }

  /** Returns all bytes, not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns the number that the answer must repeat; 0 for none. */
  int opaque() {
    return opaque;
  }

  /** Returns a read of value and cas. */
  static MetaRequest get(ItemKey key) {
    int opaque = nextOpaque();
    RequestLine line = new RequestLine().put(GET).put(key).put(VALUE_AND_CAS).put(opaque);
    return new MetaRequest(line.end(), opaque);
  }

  /** Returns a read of client flags and cas, without the value. */
  static MetaRequest digest(ItemKey key) {
    int opaque = nextOpaque();
    RequestLine line = new RequestLine().put(GET).put(key).put(FLAGS_AND_CAS).put(opaque);
    return new MetaRequest(line.end(), opaque);
  }

  /** Returns a store of a value that is carried out only if the guard holds. */
  static MetaRequest set(ItemKey key, Guard guard, ItemValue value) {
    int opaque = nextOpaque();
    RequestLine line = new RequestLine().put(SET).put(key).put((byte) ' ');
    line.put(value.bytes().length).put(EXPIRY).put(value.expiry());
    line.put(FLAGS).put(value.tag() & 0xffffffffL);
    RequestLine guarded = guard.isAdd() ? line.put(ADD) : line.put(CAS).put(guard.cas());
    guarded.put(RETURN_CAS).put(opaque);
    return new MetaRequest(guarded.endWith(value.bytes()), opaque);
  }

  /** Returns a store of a small value for ever, over whatever is there. */
  static MetaRequest put(ItemKey key, byte[] value) {
    int opaque = nextOpaque();
    RequestLine line = new RequestLine().put(SET).put(key).put((byte) ' ').put(value.length);
    return new MetaRequest(line.put(OPAQUE).put(opaque).endWith(value), opaque);
  }

  /** Returns a delete that is carried out only if the item has this cas. */
  static MetaRequest delete(ItemKey key, long cas) {
    int opaque = nextOpaque();
    RequestLine line = new RequestLine().put(DELETE).put(key).put(CAS).put(cas);
    return new MetaRequest(line.put(OPAQUE).put(opaque).end(), opaque);
  }

  /** Returns a delete of whatever is there. */
  static MetaRequest delete(ItemKey key) {
    int opaque = nextOpaque();
    RequestLine line = new RequestLine().put(DELETE).put(key).put(OPAQUE).put(opaque);
    return new MetaRequest(line.end(), opaque);
  }

  private static int nextOpaque() {
    return 1 + ThreadLocalRandom.current().nextInt(1_000_000);
  }
}
