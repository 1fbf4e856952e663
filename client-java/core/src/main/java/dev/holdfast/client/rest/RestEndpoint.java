package dev.holdfast.client.rest;

import dev.holdfast.client.Outcome;
import dev.holdfast.client.Problem;
import dev.holdfast.client.transport.Attempt;
import dev.holdfast.client.transport.BrokenExchange;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One address of the REST door. */
final class RestEndpoint {
  private final URI base;
  private final String name;
  private final HttpClient http;

  RestEndpoint(URI base, HttpClient http) {
    this.base = base;
    this.name = base.getScheme() + "://" + base.getRawAuthority();
    this.http = http;
  }

  /**
   * Makes an attempt; a connection that broke before an answer may have been stale, and is tried
   * once more.
   */
  RestAnswer send(RestRequest request, Attempt attempt)
      throws BrokenExchange, InterruptedException {
    long end = System.nanoTime() + attempt.limit().toNanos();
    try {
      return passed(exchange(request, attempt, end), attempt);
    } catch (IOException stale) {
      try {
        return passed(exchange(request, attempt, end), attempt);
      } catch (IOException e) {
        throw new BrokenExchange(name + ": " + e.getClass().getSimpleName(), true);
      }
    }
  }

  private HttpResponse<byte[]> exchange(RestRequest request, Attempt attempt, long end)
      throws IOException, BrokenExchange, InterruptedException {
    HttpRequest message = request.at(base, attempt);
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(message, BodyHandlers.ofByteArray());
    try {
      return answer.get(Math.max(end - System.nanoTime(), 1), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new BrokenExchange(name + ": no answer in time", true);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException) {
        throw new BrokenExchange(name + ": no connection", false);
      }
      throw cause instanceof IOException failure ? failure : new IOException(cause);
    } finally {
      answer.cancel(true);
    }
  }

  /** Lets an error through that another endpoint would answer no better. */
  private RestAnswer passed(HttpResponse<byte[]> response, Attempt attempt) throws BrokenExchange {
    RestAnswer answer = new RestAnswer(response, attempt.requestId());
    if (answer.status() < 500) {
      return answer;
    }
    Problem problem = answer.problem();
    if (problem == null) {
      throw new BrokenExchange(
          "%s: %d without a reason of the session service".formatted(name, answer.status()),
          true,
          answer.retryAfter());
    }
    if (problem.retryable()) {
      boolean unknown = problem.outcome() == Outcome.UNKNOWN;
      throw new BrokenExchange(
          name + ": " + problem.reason(), unknown, problem.hints().retryAfter());
    }
    return answer;
  }

  @Override
  public String toString() {
    return name;
  }
}
