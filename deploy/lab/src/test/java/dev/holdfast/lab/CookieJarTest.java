package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CookieJarTest {
  private final CookieJar jar = new CookieJar();

  @Test
  void headerIsEmptyWhenNothingWasKept() {
    assertEquals("", jar.header());
  }

  @Test
  void headerHoldsNewestValuesWhenCookiesChange() {
    jar.keep(List.of("id=1; Path=/; HttpOnly", "theme=dark"));
    jar.keep(List.of("id=2; Path=/"));

    assertEquals("id=2; theme=dark", jar.header());
  }

  @Test
  void headerDropsCookieWhenPhpDeletesIt() {
    jar.keep(List.of("id=1"));
    jar.keep(List.of("id=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT"));

    assertEquals("", jar.header());
  }
}
