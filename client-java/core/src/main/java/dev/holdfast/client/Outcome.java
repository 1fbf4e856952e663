package dev.holdfast.client;

/** Whether a failed call changed anything. */
public enum Outcome {
  /** It was applied. */
  APPLIED("applied"),
  /** It was not. */
  NOT_APPLIED("not-applied"),
  /** It may have been. */
  UNKNOWN("unknown");

  private final String wireName;

  Outcome(String wireName) {
    this.wireName = wireName;
  }

  /** Returns its name in the protocol. */
  public String wireName() {
    return wireName;
  }

  /** Returns the outcome of a name; {@link #UNKNOWN} for any other. */
  public static Outcome named(String wireName) {
    for (Outcome outcome : values()) {
      if (outcome.wireName.equals(wireName)) {
        return outcome;
      }
    }
    return UNKNOWN;
  }
}
