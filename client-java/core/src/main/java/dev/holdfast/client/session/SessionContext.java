package dev.holdfast.client.session;

import dev.holdfast.client.SessionClient;
import dev.holdfast.client.attribute.AttributeCodecs;
import java.time.Instant;
import java.time.InstantSource;

/** What all sessions of an application share. */
record SessionContext(
    SessionClient client,
    SessionSettings settings,
    AttributeCodecs codecs,
    SessionHooks hooks,
    Shared shared) {
  /**
   * What this server keeps.
   *
   * @param copies of sessions
   * @param clock the server's own
   */
  record Shared(NearCopies copies, InstantSource clock) {}

  NearCopies copies() {
    return shared.copies();
  }

  Instant now() {
    return shared.clock().instant();
  }
}
