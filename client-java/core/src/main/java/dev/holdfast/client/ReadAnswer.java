package dev.holdfast.client;

/** What became of a read: the session, a proven absence, or nobody knows. */
public sealed interface ReadAnswer {
  /** The session is there. */
  record Found(Session session) implements ReadAnswer {}

  /** There is no session, and the service has said so. */
  record Absent(Absence absence) implements ReadAnswer {}

  /** Nobody knows. This never means that there is no session: keep the cookie. */
  record Unknown(Problem problem) implements ReadAnswer {}
}
