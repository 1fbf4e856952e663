package dev.holdfast.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One user's browser on the sample page: a cookie jar and one connection that is kept. It repeats
 * nothing by itself, so that every trouble is seen.
 */
final class PageBrowser implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final Pattern PAGE =
      Pattern.compile(
          "\"visits\":(?<visits>\\d+),\"visitor\":\"(?<visitor>[^\"]*)\","
              + "\"app_server\":\"(?<server>[^\"]*)\",\"replica\":\"(?<replica>[^\"]*)\"");

  private final int port;
  private final CookieJar cookies = new CookieJar();
  private @Nullable Socket socket;
  private @Nullable HttpReader reader;

  PageBrowser(int port) {
    this.port = port;
  }

  /** Opens the page, which counts a visit. */
  Click click() {
    return visit("/?format=json");
  }

  /** Opens the page without counting a visit. */
  Answer look() {
    return visit("/?format=json&look").answer();
  }

  /** Opens the page of the sample that shows no session. */
  Click read() {
    return visit("/about", answer -> new Answer.Plain());
  }

  /** How often a cookie was replaced or deleted. */
  int changedCookies() {
    return cookies.changes();
  }

  private Click visit(String path) {
    return visit(path, PageBrowser::shownPage);
  }

  private Click visit(String path, Function<HttpAnswer, Answer> complete) {
    long start = System.nanoTime();
    Answer answer = ask(path, complete);
    return new Click(start, System.nanoTime(), answer);
  }

  private Answer ask(String path, Function<HttpAnswer, Answer> complete) {
    try {
      HttpReader answers = send(path);
      HttpAnswer answer = answers.read();
      cookies.keep(answer.cookies());
      if (!answers.isReusable()) {
        close();
      }
      return pageOf(answer, complete);
    } catch (AnswerCutException e) {
      close();
      return new Answer.Cut(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      close();
      return new Answer.Failure("no answer: " + e.getMessage());
    }
  }

  private static Answer pageOf(HttpAnswer answer, Function<HttpAnswer, Answer> complete) {
    if (answer.status() == 200) {
      return complete.apply(answer);
    }
    String status = "status " + answer.status();
    return answer.status() == 503 && answer.retryAfter().matches("[1-9]\\d*")
        ? new Answer.Refusal(status + ", Retry-After " + answer.retryAfter())
        : new Answer.Failure(status);
  }

  private static Answer shownPage(HttpAnswer answer) {
    Matcher page = PAGE.matcher(answer.body());
    if (!page.find()) {
      return new Answer.Failure("status 200 of another page");
    }
    return new Answer.Page(
        page.group("visitor"),
        Long.parseLong(page.group("visits")),
        page.group("server"),
        page.group("replica"));
  }

  private HttpReader send(String path) throws IOException {
    Socket open = socket;
    HttpReader answers = reader;
    if (open == null || answers == null) {
      open = new Socket();
      open.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
      open.setSoTimeout(TIMEOUT_MILLIS);
      open.setTcpNoDelay(true);
      answers = new HttpReader(open.getInputStream());
      socket = open;
      reader = answers;
    }
    String cookie = cookies.header();
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\n"
            + (cookie.isEmpty() ? "" : "Cookie: " + cookie + "\r\n")
            + "\r\n";
    open.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    return answers;
  }

  @Override
  public void close() {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      System.err.println("closing a connection: " + e.getMessage());
    }
    socket = null;
    reader = null;
  }
}
