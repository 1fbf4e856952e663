package dev.holdfast.sample.spring;

import jakarta.servlet.http.HttpSession;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A counter and a basket. */
@RestController
class ShopPages {

  /** Counts the visits of one visitor, on whichever server they are. */
  @GetMapping("/")
  int count(HttpSession session) {
    int visits = session.getAttribute("visits") instanceof Integer before ? before + 1 : 1;
    session.setAttribute("visits", visits);
    return visits;
  }

  @PostMapping("/basket")
  String put(HttpSession session, @RequestParam String item) {
    Basket basket = basket(session).with(item);
    session.setAttribute("basket", basket);
    return String.join(", ", basket.list());
  }

  @GetMapping("/basket")
  String show(HttpSession session) {
    return String.join(", ", basket(session).list());
  }

  private static Basket basket(HttpSession session) {
    return session.getAttribute("basket") instanceof Basket basket ? basket : Basket.empty();
  }
}
