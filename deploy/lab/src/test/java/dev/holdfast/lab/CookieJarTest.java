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

  @Test
  void changesIsZeroWhenCookiesComeOrStayTheSame() {
    jar.keep(List.of("id=1"));
    jar.keep(List.of("id=1", "theme=dark"));

    assertEquals(0, jar.changes());
  }

  @Test
  void changesCountsWhenACookieIsReplacedOrDeleted() {
    jar.keep(List.of("id=1"));
    jar.keep(List.of("id=2"));
    jar.keep(List.of("id="));

    assertEquals(2, jar.changes());
  }

  @Test
  void changesIgnoresTheRouteBehindTheId() {
    jar.keep(List.of("id=1.java1"));
    jar.keep(List.of("id=1.java2"));

    assertEquals(0, jar.changes());
    assertEquals("id=1.java2", jar.header());
  }
}
