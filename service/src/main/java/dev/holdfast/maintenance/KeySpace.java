package dev.holdfast.maintenance;

/** Keys are digests, so how far a place is in the alphabet tells how many keys are before it. */
final class KeySpace {
  private static final String ALPHABET =
      "-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz"; // in the order of text
  private static final int DIGITS = 3;

  private KeySpace() {}

  /** Returns the part of all keys that is before a place, from 0 to 1. */
  static double part(String place) {
    double part = 0;
    double width = 1;
    for (int i = 0; i < Math.min(DIGITS, place.length()); i++) {
      width /= ALPHABET.length();
      part += Math.max(0, ALPHABET.indexOf(place.charAt(i))) * width;
    }
    return part;
  }
}
