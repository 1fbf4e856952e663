package dev.holdfast.tomcat;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** A value of the application, which changes in place. */
public final class Basket implements Serializable {
  @Serial private static final long serialVersionUID = 1;

  private final List<String> things = new ArrayList<>();

  /** Puts a thing into the basket. */
  public void add(String thing) {
    things.add(thing);
  }

  @Override
  public String toString() {
    return String.join(",", things);
  }
}
