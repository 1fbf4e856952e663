package dev.holdfast.store.memcached;

/** Thrown when a node sends what is no answer. The connection cannot be used any more. */
final class ProtocolException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProtocolException(String message) {
    super(message, null, false, false);
  }
}
