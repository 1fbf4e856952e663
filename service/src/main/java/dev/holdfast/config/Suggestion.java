package dev.holdfast.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.stream.Collectors;

/** Guesses which known key was meant by an unknown one. */
final class Suggestion {
  private static final int NEAR = 3;

  private Suggestion() {}

  /** Returns text to append to a message: the nearest key, or all that are possible. */
  static String among(Collection<String> known, String unknown) {
    return known.stream()
        .min(Comparator.comparingInt(each -> distance(each, unknown)))
        .filter(each -> distance(each, unknown) <= NEAR)
        .map(each -> " (did you mean " + each + "?)")
        .orElseGet(
            () ->
                " (expected one of: "
                    + known.stream().sorted().collect(Collectors.joining(", "))
                    + ")");
  }

  /** The Levenshtein distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
