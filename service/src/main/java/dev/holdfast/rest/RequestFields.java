package dev.holdfast.rest;

import dev.holdfast.session.Condition;
import dev.holdfast.session.Durations;
import dev.holdfast.session.InvalidInputException;
import dev.holdfast.session.LockClaim;
import dev.holdfast.session.OperationId;
import dev.holdfast.session.OwnerToken;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.UserHash;
import dev.holdfast.session.WriteRequest;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the header fields of a request; each method throws for a value it cannot use. */
final class RequestFields {
  private static final String WAIT = "wait=";

  private final HttpHeaders headers;

  RequestFields(HttpHeaders headers) {
    this.headers = headers;
  }

  boolean isJson() {
    String type = headers.get(HttpHeaders.CONTENT_TYPE);
    return type != null && type.regionMatches(true, 0, MediaType.APPLICATION_JSON, 0, 16);
  }

  @Nullable SessionVersion version(String header) {
    String value = headers.get(header);
    return value == null ? null : SessionVersion.parseEtag(value);
  }

  Condition condition() {
    String match = headers.get(HttpHeaders.IF_MATCH);
    String noneMatch = headers.get(HttpHeaders.IF_NONE_MATCH);
    if (match != null && noneMatch != null) {
      throw new InvalidInputException("If-Match and If-None-Match (expected: one of them)");
    }
    if (noneMatch != null && !noneMatch.equals("*")) {
      throw new InvalidInputException("If-None-Match of a PUT (expected: *)");
    }
    if (noneMatch != null) {
      return new Condition.MustBeAbsent();
    }
    return match == null
        ? new Condition.None()
        : new Condition.MustMatch(SessionVersion.parseEtag(match));
  }

  WriteRequest.Options writeOptions() {
    String user = headers.get(SessionHeaders.USER);
    return new WriteRequest.Options(
        operation(), lockClaim(), user == null ? null : new UserHash(user));
  }

  OperationId operation() {
    String value = headers.get(SessionHeaders.IDEMPOTENCY_KEY);
    return value == null ? OperationId.random() : OperationId.parse(value);
  }

  private @Nullable LockClaim lockClaim() {
    String owner = headers.get(SessionHeaders.LOCK);
    boolean release = release();
    if (owner == null && release) {
      throw new InvalidInputException("Session-Release without Session-Lock (expected: both)");
    }
    return owner == null ? null : new LockClaim(new OwnerToken(owner), release);
  }

  private boolean release() {
    String value = headers.get(SessionHeaders.RELEASE);
    return switch (value) {
      case null -> false;
      case "?1" -> true;
      case "?0" -> false;
      default -> throw new InvalidInputException("Session-Release (expected: ?1 or ?0)");
    };
  }

  boolean slides() {
    String value = headers.get(SessionHeaders.TOUCH);
    if (value != null && !value.equals("never")) {
      throw new InvalidInputException("Session-Touch (expected: never)");
    }
    return value == null;
  }

  boolean endsWithConnection() {
    String value = headers.get(SessionHeaders.LOCK_SCOPE);
    if (value != null && !value.equals("connection")) {
      throw new InvalidInputException("Session-Lock-Scope (expected: connection)");
    }
    return value != null;
  }

  /** The {@code wait} preference (RFC 7240), zero without one; other preferences are ignored. */
  Duration patience() {
    String prefer = headers.get(SessionHeaders.PREFER);
    if (prefer != null) {
      for (String preference : prefer.split(",", -1)) {
        String bare = preference.strip();
        if (bare.startsWith(WAIT)) {
          return Durations.parseSeconds("Prefer: wait", bare.substring(WAIT.length()));
        }
      }
    }
    return Duration.ZERO;
  }
}
