package dev.holdfast.conformance;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A flat JSON object of texts. */
final class JsonBody {
  private final StringJoiner members = new StringJoiner(", ", "{", "}");

  /** Adds a member, unless there is no value for it. */
  JsonBody add(String name, @Nullable String value) {
    if (value != null) {
      String text = new String(JsonStringEncoder.getInstance().quoteAsString(value));
      members.add("\"" + name + "\": \"" + text + "\"");
    }
    return this;
  }

  @Override
  public String toString() {
    return members.toString();
  }
}
