package dev.holdfast.client.session;

import dev.holdfast.client.AcquireAnswer;
import dev.holdfast.client.Durability;
import dev.holdfast.client.LockAnswer;
import dev.holdfast.client.LockOwner;
import dev.holdfast.client.LockTerms;
import dev.holdfast.client.OperationId;
import dev.holdfast.client.Outcome;
import dev.holdfast.client.Problem;
import dev.holdfast.client.ReadAnswer;
import dev.holdfast.client.ReadTerms;
import dev.holdfast.client.Reason;
import dev.holdfast.client.SessionClient;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.UserHash;
import dev.holdfast.client.UserSessionsAnswer;
import dev.holdfast.client.Write;
import dev.holdfast.client.WriteAnswer;
import dev.holdfast.client.Written;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client that writes down what is asked of it, and that may be cut off. */
final class ObservedClient implements SessionClient {
  private final SessionClient client;
  private final List<String> trips = new ArrayList<>();
  private boolean down;
  private boolean losesAnswers;
  private @Nullable Write lastWrite;

  ObservedClient(SessionClient client) {
    this.client = client;
  }

  /** Returns the calls since this was asked last. */
  synchronized List<String> trips() {
    List<String> made = List.copyOf(trips);
    trips.clear();
    return made;
  }

  @Nullable Write lastWrite() {
    return lastWrite;
  }

  /** Has nothing reach the service. */
  void cut() {
    down = true;
  }

  /** Has calls reach the service, and no answer come back. */
  void loseAnswers() {
    losesAnswers = true;
  }

  void mend() {
    down = false;
    losesAnswers = false;
  }

  @Override
  public ReadAnswer find(SessionKey key, ReadTerms terms) {
    String name = "find" + (terms.have() == null ? "" : " have") + (terms.touch() ? "" : " quiet");
    return call(name, () -> client.find(key, terms), ReadAnswer.Unknown::new);
  }

  @Override
  public ReadAnswer describe(SessionKey key, boolean touch) {
    return call("describe", () -> client.describe(key, touch), ReadAnswer.Unknown::new);
  }

  @Override
  public WriteAnswer<Written> create(SessionKey key, Write write) {
    lastWrite = write;
    return call("create", () -> client.create(key, write), WriteAnswer::failed);
  }

  @Override
  public WriteAnswer<Written> save(SessionKey key, Write write, String ifMatch) {
    lastWrite = write;
    String name = write.release() ? "save release" : "save";
    return call(name, () -> client.save(key, write, ifMatch), WriteAnswer::failed);
  }

  @Override
  public WriteAnswer<Written> put(SessionKey key, Write write) {
    return call("put", () -> client.put(key, write), WriteAnswer::failed);
  }

  @Override
  public ReadAnswer touch(SessionKey key) {
    return call("touch", () -> client.touch(key), ReadAnswer.Unknown::new);
  }

  @Override
  public WriteAnswer<Durability> end(
      SessionKey key, OperationId operation, @Nullable String ifMatch) {
    return call("end", () -> client.end(key, operation, ifMatch), WriteAnswer::failed);
  }

  @Override
  public WriteAnswer<Written> rotate(
      SessionKey key, SessionKey newKey, @Nullable Duration grace, OperationId operation) {
    return call("rotate", () -> client.rotate(key, newKey, grace, operation), WriteAnswer::failed);
  }

  @Override
  public AcquireAnswer acquire(
      SessionKey key, LockOwner owner, LockTerms terms, @Nullable String have) {
    String name =
        "acquire" + (terms.patience().isZero() ? "" : " wait") + (have == null ? "" : " have");
    return call(name, () -> client.acquire(key, owner, terms, have), AcquireAnswer.Unknown::new);
  }

  @Override
  public LockAnswer renew(SessionKey key, LockOwner owner, @Nullable Duration lease) {
    return call("renew", () -> client.renew(key, owner, lease), LockAnswer.Unknown::new);
  }

  @Override
  public LockAnswer release(SessionKey key, LockOwner owner) {
    return call("release", () -> client.release(key, owner), LockAnswer.Unknown::new);
  }

  @Override
  public UserSessionsAnswer userSessions(UserHash user) {
    return client.userSessions(user);
  }

  @Override
  public WriteAnswer<Integer> endUserSessions(UserHash user, @Nullable SessionKey except) {
    return client.endUserSessions(user, except);
  }

  @Override
  public void close() {}

  private <A> A call(String name, Supplier<A> call, Function<Problem, A> unknown) {
    synchronized (this) {
      trips.add(name);
    }
    if (down) {
      return unknown.apply(noAnswer());
    }
    A answer = call.get();
    return losesAnswers ? unknown.apply(noAnswer()) : answer;
  }

  private static Problem noAnswer() {
    return new Problem(
        Reason.NO_ANSWER, Outcome.UNKNOWN, true, "cut off", Problem.Hints.of("test"));
  }
}
