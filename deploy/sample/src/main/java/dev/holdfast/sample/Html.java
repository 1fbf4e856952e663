package dev.holdfast.sample;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** A page of HTML: what every page of the sample has around what it says. */
final class Html {
  private Html() {}

  /**
   * Answers with a page.
   *
   * @param title as text
   * @param body as HTML
   */
  static void send(HttpServletResponse response, String title, String body) throws IOException {
    response.setContentType("text/html; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    String page =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s - Holdfast</title>
        </head>
        <body>
        <nav aria-label="Pages"><a href="/">Visits</a> <a href="/basket">Basket</a> <a href="/about">About</a></nav>
        <main>
        <h1>%1$s</h1>
        %2$s</main>
        </body>
        </html>
        """
            .formatted(text(title), body);
    response.getWriter().print(page);
  }

  /** Returns the HTML that shows a text. */
  static String text(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
