package dev.holdfast.lab.history;

/**
 * A call whose answer breaks a promise.
 *
 * @param promise which
 * @param call the call
 * @param keyNumber stands for the key: its place among the sorted keys of the history, from 0
 * @param reason what is wrong, without the key
 */
public record SessionViolation(Promise promise, SessionCall call, int keyNumber, String reason) {
  /** What a session store promises. */
  public enum Promise {
    /** A read shows the newest version that anybody knows, with its bytes. */
    NOT_STALE,
    /** A session is absent only when it was ended. */
    NOT_LOST,
    /** An ended session does not come back. */
    NOT_RESURRECTED,
    /** No acknowledged write is overwritten unseen. */
    NO_LOST_UPDATE
  }

  /** Returns a sentence for a reader. */
  public String text() {
    return "key %d, client %d, %s %d..%d: %s"
        .formatted(keyNumber, call.client(), call.kind(), call.begin(), call.end(), reason);
  }

  /** Returns a version as people read it: counter and nonce. */
  public static String show(long version) {
    return "%d.%06x".formatted(SessionCall.counter(version), version & 0x7fffff);
  }
}
