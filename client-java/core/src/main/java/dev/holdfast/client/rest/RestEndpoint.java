package dev.holdfast.client.rest;

import dev.holdfast.client.Problem;
import dev.holdfast.client.transport.Attempt;
import dev.holdfast.client.transport.BrokenExchange;
import java.io.Closeable;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;

/** One address of the REST door. */
final class RestEndpoint implements Closeable {
  private static final int FIRST_ERROR = 400;

  private final String authority;
  private final String name;
  private final Connections connections;

  RestEndpoint(URI base, Connections connections) {
    this.authority = base.getRawAuthority();
    this.name = base.getScheme() + "://" + authority;
    this.connections = connections;
  }

  /**
   * Makes an attempt; a kept connection that breaks before an answer may have been stale, and a new
   * one is tried then.
   */
  RestAnswer send(RestRequest request, Attempt attempt)
      throws BrokenExchange, InterruptedException {
    long end = System.nanoTime() + attempt.limit().toNanos();
    Connection kept = connections.kept();
    if (kept == null) {
      return fresh(request, attempt, end);
    }
    try {
      return passed(exchange(kept, request, attempt, end, true), attempt);
    } catch (IOException stale) {
      return fresh(request, attempt.afterUnknown(), end);
    }
  }

  private RestAnswer fresh(RestRequest request, Attempt attempt, long end)
      throws BrokenExchange, InterruptedException {
    Connection connection = opened(end, attempt.repeated());
    try {
      return passed(exchange(connection, request, attempt, end, false), attempt);
    } catch (IOException e) {
      throw new BrokenExchange(name + ": " + e.getClass().getSimpleName(), true);
    }
  }

  /**
   * Connects.
   *
   * @param unknown whether the service may have got the request already
   */
  private Connection opened(long end, boolean unknown) throws BrokenExchange, InterruptedException {
    try {
      return connections.open(Duration.ofNanos(Math.max(end - System.nanoTime(), 1)));
    } catch (IOException e) {
      requireUninterrupted();
      String message = name + ": no connection";
      throw e instanceof ConnectException
          ? BrokenExchange.unreached(message, unknown)
          : new BrokenExchange(message, unknown);
    }
  }

  private HttpAnswer exchange(
      Connection connection, RestRequest request, Attempt attempt, long end, boolean kept)
      throws IOException, BrokenExchange, InterruptedException {
    try {
      byte[] message = request.at(authority, attempt);
      HttpAnswer answer = connection.exchange(message, request.isBodiless(), end);
      requireOwn(answer, attempt, kept);
      connections.giveBack(connection);
      return answer;
    } catch (IOException | RuntimeException e) {
      connections.drop(connection);
      requireUninterrupted();
      if (e instanceof SocketTimeoutException || System.nanoTime() >= end) {
        throw new BrokenExchange(name + ": no answer in time", true);
      }
      throw e;
    }
  }

  /** An error without the request's mark may come from a proxy, but not over a kept connection. */
  private static void requireOwn(HttpAnswer answer, Attempt attempt, boolean kept)
      throws IOException {
    String mark = answer.header("Session-Request");
    boolean ofProxy = mark == null && !kept && answer.status() >= FIRST_ERROR;
    if (!ofProxy && !attempt.requestId().equals(mark)) {
      throw new ProtocolException("an answer to another request");
    }
  }

  private static void requireUninterrupted() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("while waiting for an answer");
    }
  }

  /** Lets an error through that another endpoint would answer no better. */
  private RestAnswer passed(HttpAnswer response, Attempt attempt) throws BrokenExchange {
    RestAnswer answer = new RestAnswer(response, attempt);
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
      throw BrokenExchange.refused(name, problem);
    }
    return answer;
  }

  @Override
  public void close() {
    connections.close();
  }

  @Override
  public String toString() {
    return name;
  }
}
