package dev.holdfast.lab;

/** What one click brought back to its user. */
sealed interface Answer {

  /**
   * A complete page.
   *
   * @param visitor the random name that the page keeps in the session; another name is another
   *     session
   * @param visits the counter that the page keeps in the session
   * @param appServer the app server that answered
   * @param replica the replica that served the session, or "unknown"
   */
  record Page(String visitor, long visits, String appServer, String replica) implements Answer {}

  /** A complete page that shows no session. */
  record Plain() implements Answer {}

  /**
   * A page that says 503 and when to ask again.
   *
   * @param reason status and seconds
   */
  record Refusal(String reason) implements Answer {}

  /**
   * An answer that began and broke off.
   *
   * @param reason how it broke off
   */
  record Cut(String reason) implements Answer {}

  /**
   * No page: no answer at all, or one that is not a 200 of the sample page.
   *
   * @param reason what came instead
   */
  record Failure(String reason) implements Answer {}
}
