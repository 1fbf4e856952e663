package dev.holdfast.lab.pool;

/** The sessions that a run works on; sorted by name they are sorted by number. */
final class LabKeys {
  /** How many there are. */
  static final int COUNT = 200;

  private LabKeys() {}

  static String key(int number) {
    return "pool-lab-session-%04d".formatted(number);
  }
}
