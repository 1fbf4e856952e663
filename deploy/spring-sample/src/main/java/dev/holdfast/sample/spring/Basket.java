package dev.holdfast.sample.spring;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a visitor wants to buy.
 *
 * @param items in the order in which they were put in
 */
record Basket(ArrayList<String> items) implements Serializable {
  static Basket empty() {
    return new Basket(new ArrayList<>());
  }

  Basket with(String item) {
    ArrayList<String> more = new ArrayList<>(items);
    more.add(item);
    return new Basket(more);
  }

  List<String> list() {
    return List.copyOf(items);
  }
}
