package dev.holdfast.conformance;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request, as values to send. They may be malformed on purpose, so all of them are texts. */
sealed interface Call {
  /**
   * Who asks.
   *
   * @param namespace the tenant
   * @param token the bearer token, or null for none
   */
  record Caller(String namespace, @Nullable String token) {}

  /**
   * What a write may say besides.
   *
   * @param operation its name
   * @param lock the owner whose lock it names
   * @param release whether it frees that lock
   * @param user whom it binds the session to
   */
  record WriteOptions(
      @Nullable String operation, @Nullable String lock, boolean release, @Nullable String user) {}

  /** A read. */
  record Get(String key, @Nullable String ifNoneMatch, boolean slides, boolean head)
      implements Call {}

  /** A write where there must be no session. */
  record Create(String key, byte[] payload, WriteOptions options) implements Call {}

  /** A write against a version, or against any. */
  record Save(String key, byte[] payload, @Nullable String ifMatch, WriteOptions options)
      implements Call {}

  /** A slide. */
  record Touch(String key) implements Call {}

  /** An end. */
  record End(String key, @Nullable String operation, @Nullable String ifMatch) implements Call {}

  /** A move to a new key. */
  record Rotate(String key, String newKey, @Nullable String grace, @Nullable String operation)
      implements Call {}

  /** A lock and read. */
  record Acquire(
      String key,
      String owner,
      @Nullable String lease,
      @Nullable String patience,
      @Nullable String have)
      implements Call {}

  /** A new lease. */
  record Renew(String key, String owner, @Nullable String lease) implements Call {}

  /** A freed lock. */
  record Release(String key, String owner) implements Call {}

  /** A list of a user's sessions. */
  record ListUser(String user) implements Call {}

  /** An end of a user's sessions. */
  record EndUser(String user, @Nullable String except) implements Call {}

  /** A request that only HTTP has words for. */
  record Http(String method, String path, Map<String, String> headers, @Nullable String body)
      implements Call {}
}
