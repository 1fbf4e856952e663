package dev.holdfast.lab.pool;

import dev.holdfast.lab.history.SessionCall;
import dev.holdfast.lab.history.SessionCall.Kind;
import dev.holdfast.lab.history.SessionCall.Result;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;

/** One client that calls replicas and writes down what it was told. For use by one thread. */
public final class Recorder {
  private final int client;
  private final RandomGenerator random;
  private final List<SessionCall> calls = new ArrayList<>();

  /**
   * @param client its number
   * @param random makes operation ids
   */
  public Recorder(int client, RandomGenerator random) {
    this.client = client;
    this.random = random;
  }

  /** Returns what this client was told so far. */
  public List<SessionCall> calls() {
    return List.copyOf(calls);
  }

  /** Returns a fresh operation id: 32 hexadecimal digits. */
  public String newOperation() {
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /** Reads a session. */
  public SessionCall read(Replica replica, String key) throws InterruptedException {
    long begin = System.nanoTime();
    ReplicaAnswer answer = replica.read(key);
    return record(call(key, begin, Kind.READ, AnswerMeaning.ofRead(answer), 0, answer, ""));
  }

  /**
   * Creates or saves a session.
   *
   * @param base the version to replace; 0 to create
   */
  public SessionCall write(Replica replica, String key, long base, String operation)
      throws InterruptedException {
    long begin = System.nanoTime();
    ReplicaAnswer answer = replica.write(key, base, operation);
    return record(
        call(key, begin, Kind.WRITE, AnswerMeaning.ofWrite(answer), base, answer, operation));
  }

  SessionCall end(Replica replica, String key, String operation) throws InterruptedException {
    long begin = System.nanoTime();
    ReplicaAnswer answer = replica.end(key, operation);
    return record(call(key, begin, Kind.END, AnswerMeaning.ofWrite(answer), 0, answer, operation));
  }

  private SessionCall call(
      String key,
      long begin,
      Kind kind,
      Result result,
      long base,
      ReplicaAnswer answer,
      String operation) {
    long end = Math.max(System.nanoTime(), begin + 1);
    return new SessionCall(
        key, client, begin, end, kind, result, base, answer.version(), operation, answer.seen());
  }

  private SessionCall record(SessionCall call) {
    calls.add(call);
    return call;
  }
}
