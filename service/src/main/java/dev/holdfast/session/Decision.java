package dev.holdfast.session;

/** What a rule wants done about the current state. */
sealed interface Decision {
  /** Write this record over the current one. */
  record Write(Session next, boolean created) implements Decision {}

  /** The operation ran before: answer as it did. */
  record Replay(SessionVersion version, Session record, boolean created) implements Decision {}

  /** There is nothing to write and nothing to say. */
  record Nothing() implements Decision {}

  /** Say no. */
  record Refuse(Refusal refusal) implements Decision {}

  /** Returns a refusal that changed nothing. */
  static Decision refuse(ErrorCode code, String detail) {
    return new Refuse(Refusal.of(code, detail));
  }
}
