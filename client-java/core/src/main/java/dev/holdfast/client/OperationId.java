package dev.holdfast.client;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name of one write: a write sent again under the same name is applied once and answers as the
 * first time.
 *
 * @param value a UUID or 32 hexadecimal digits
 */
public record OperationId(String value) {
  private static final Pattern FORM =
      Pattern.compile(
          "[0-9a-fA-F]{8}(-?)[0-9a-fA-F]{4}\\1[0-9a-fA-F]{4}\\1[0-9a-fA-F]{4}\\1[0-9a-fA-F]{12}");

  /** Checks the form. */
  public OperationId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "operation id: %d characters (expected: a UUID or 32 hexadecimal digits)"
              .formatted(value.length()));
    }
  }

  /** Returns a new name. */
  public static OperationId random() {
    return new OperationId(HexFormat.of().formatHex(Token.random()));
  }
}
