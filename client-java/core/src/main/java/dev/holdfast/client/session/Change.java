package dev.holdfast.client.session;

import dev.holdfast.client.LockOwner;
import dev.holdfast.client.Payload;
import dev.holdfast.client.UserHash;
import dev.holdfast.client.Write;
import dev.holdfast.client.attribute.Envelope;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a request has to save.
 *
 * @param attributes of the session
 * @param changes what differs from what was loaded
 * @param user whom the session is bound to, or null
 * @param release whether the lock falls free with the save
 */
record Change(
    Attributes attributes,
    Map<String, Optional<Envelope>> changes,
    @Nullable UserHash user,
    boolean release) {
  /** Returns a write under a new operation id. */
  Write write(Payload payload, @Nullable LockOwner lock) {
    Write write = Write.of(payload).ofUser(user);
    if (lock == null) {
      return write;
    }
    return release ? write.releasing(lock) : write.under(lock);
  }

  /** Has the attributes go on from what was saved. */
  void rebase(Map<String, Envelope> saved) {
    attributes.rebase(saved, changes);
  }
}
