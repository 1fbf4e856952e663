package dev.holdfast.client.session;

/**
 * A pattern of request paths, as a servlet mapping has it: {@code /exact}, {@code /below/*}, {@code
 * *.ext} or {@code /*} for all.
 *
 * @param text the pattern
 */
public record UriPattern(String text) {
  /** Checks the form. */
  public UriPattern {
    int star = text.indexOf('*');
    boolean extension = text.startsWith("*.") && text.length() > 2 && text.lastIndexOf('*') == 0;
    boolean path =
        text.startsWith("/") && (star < 0 || (text.endsWith("/*") && star == text.length() - 1));
    if (!extension && !path) {
      throw new IllegalArgumentException(
          "pattern: %s (expected: /exact, /below/* or *.ext)".formatted(text));
    }
  }

  /** Whether a path, without query and context path, is one of these. */
  public boolean matches(String path) {
    if (text.startsWith("*")) {
      return path.endsWith(text.substring(1));
    }
    if (!text.endsWith("/*")) {
      return path.equals(text);
    }
    String above = text.substring(0, text.length() - 2);
    return path.startsWith(above + "/") || path.equals(above);
  }
}
