package dev.holdfast.rest;

/** The header fields of the protocol that no RFC defines. */
final class SessionHeaders {
  static final String CREATED = "Session-Created";
  static final String DURABILITY = "Session-Durability";
  static final String EXPIRES = "Session-Expires";
  static final String HAVE = "Session-Have";
  static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  static final String LIFETIME_EXPIRES = "Session-Lifetime-Expires";
  static final String LOCK = "Session-Lock";
  static final String LOCK_EXPIRES = "Session-Lock-Expires";
  static final String LOCK_SCOPE = "Session-Lock-Scope";
  static final String PREFER = "Prefer";
  static final String RELEASE = "Session-Release";
  static final String REPLICA = "Session-Replica";
  static final String REQUEST = "Session-Request";
  static final String RETRY_AFTER_MS = "Session-Retry-After-Ms";
  static final String TOUCH = "Session-Touch";
  static final String USER = "Session-User";
  static final String VERIFIED = "Session-Verified";

  private SessionHeaders() {}
}
