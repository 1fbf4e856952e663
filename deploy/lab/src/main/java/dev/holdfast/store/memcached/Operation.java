package dev.holdfast.store.memcached;

import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;

/**
 * One write of a simulated client, which may be sent several times.
 *
 * @param name its id as the payload has it
 * @param key the session
 * @param write what is written
 * @param era the history it belongs to
 * @param tries how often it was sent before
 */
record Operation(String name, StoreKey key, SessionWrite write, int era, int tries) {
  Operation again() {
    return new Operation(name, key, write, era, tries + 1);
  }
}
