package dev.holdfast.lab.pool;

import java.util.Locale;

/** Text that is both HTML and well-formed XML, written piece by piece. */
public final class Markup {
  private final StringBuilder text = new StringBuilder();

  /** Adds markup as it is; {@code %s} is filled with escaped values, {@code %.1f} with numbers. */
  public Markup add(String format, Object... values) {
    Object[] escaped = new Object[values.length];
    for (int place = 0; place < values.length; place++) {
      escaped[place] = values[place] instanceof String value ? escape(value) : values[place];
    }
    text.append(String.format(Locale.ROOT, format, escaped)).append('\n');
    return this;
  }

  /** Adds other markup. */
  public Markup add(Markup other) {
    text.append(other.text);
    return this;
  }

  private static String escape(String value) {
    return value
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
