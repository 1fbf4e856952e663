package dev.holdfast.sample;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What a customer wants to buy: a value of the application, which changes in place. */
public final class Basket implements Serializable {
  /** How many things there is room for. */
  static final int ROOM = 20;

  /** How many characters a thing may have. */
  static final int LONGEST = 60;

  @Serial private static final long serialVersionUID = 1;

  private final ArrayList<String> things = new ArrayList<>();

  /** Puts a thing into the basket; false when it has no name, a long one, or no room. */
  boolean add(String thing) {
    String name = thing.strip();
    return !name.isEmpty() && name.length() <= LONGEST && things.size() < ROOM && things.add(name);
  }

  List<String> things() {
    return List.copyOf(things);
  }
}
