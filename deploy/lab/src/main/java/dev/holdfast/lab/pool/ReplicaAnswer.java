package dev.holdfast.lab.pool;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a replica said.
 *
 * @param status the HTTP status; 0 when no complete answer came
 * @param version the version in its ETag; 0 without one
 * @param reason the reason of its problem; empty without one
 * @param outcome the outcome of its problem, "not-applied" or "unknown"; empty without one
 * @param seen the operation in the payload; empty without one
 */
record ReplicaAnswer(int status, long version, String reason, String outcome, String seen) {
  /** No complete answer. */
  static final ReplicaAnswer NONE = new ReplicaAnswer(0, 0, "", "", "");

  private static final int FIRST_ERROR = 400;
  private static final Pattern REASON = Pattern.compile("\"reason\":\"([A-Z_]+)\"");
  private static final Pattern OUTCOME = Pattern.compile("\"outcome\":\"([a-z-]+)\"");

  /**
   * Reads an answer.
   *
   * @param etag the header, or empty
   * @param body the payload of a session, or a problem
   */
  static ReplicaAnswer of(int status, String etag, byte[] body) {
    if (status < FIRST_ERROR) {
      String seen = status == 200 ? LabPayload.operationIn(body) : "";
      return new ReplicaAnswer(status, versionIn(etag), "", "", seen);
    }
    String problem = new String(body, StandardCharsets.UTF_8);
    return new ReplicaAnswer(status, 0, first(REASON, problem), first(OUTCOME, problem), "");
  }

  private static long versionIn(String etag) {
    return etag.matches("\"\\d{1,19}\"") ? Long.parseLong(etag.substring(1, etag.length() - 1)) : 0;
  }

  private static String first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
