package dev.holdfast.client.testing;

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

/**
 * A client whose service goes away and comes back when a test says so, and that remembers what was
 * asked of it. While it is cut off nothing reaches the service, while it loses answers everything
 * does; every answer is unknown then.
 */
public final class SteeredSessionClient implements SessionClient {
  private final SessionClient client;
  private final List<String> calls = new ArrayList<>();
  private volatile boolean cut;
  private volatile boolean losesAnswers;
  private volatile boolean refusesSaves;
  private volatile @Nullable Write lastWrite;

  /** A client in front of another one. */
  public SteeredSessionClient(SessionClient client) {
    this.client = client;
  }

  /** Has nothing reach the service any more. */
  public void cut() {
    cut = true;
  }

  /** Has calls reach the service, and no answer come back. */
  public void loseAnswers() {
    losesAnswers = true;
  }

  /** Has the service refuse saves, as one does whose database is away; nothing else. */
  public void refuseSaves() {
    refusesSaves = true;
  }

  /** Has everything reach the service again, and every answer come back. */
  public void mend() {
    cut = false;
    refusesSaves = false;
    losesAnswers = false;
  }

  /** Returns what was created or saved last, by this client's calls; null for nothing so far. */
  public @Nullable Write lastWrite() {
    return lastWrite;
  }

  /**
   * Returns the calls since this was asked last, in order: the name of each, with {@code wait} for
   * an acquire that waits, {@code have} for a read of what the caller may have, {@code quiet} for
   * one that is no use, and {@code release} for a save that frees its lock, such as {@code find
   * have quiet}.
   */
  public synchronized List<String> calls() {
    List<String> made = List.copyOf(calls);
    calls.clear();
    return made;
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
    return call(
        name,
        () -> refusesSaves ? WriteAnswer.failed(refusal()) : client.save(key, write, ifMatch),
        WriteAnswer::failed);
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
    return call("userSessions", () -> client.userSessions(user), UserSessionsAnswer.Unknown::new);
  }

  @Override
  public WriteAnswer<Integer> endUserSessions(UserHash user, @Nullable SessionKey except) {
    return call("endUserSessions", () -> client.endUserSessions(user, except), WriteAnswer::failed);
  }

  @Override
  public void close() {
    client.close();
  }

  private <A> A call(String name, Supplier<A> call, Function<Problem, A> unknown) {
    synchronized (this) {
      calls.add(name);
    }
    if (cut) {
      return unknown.apply(noAnswer());
    }
    A answer = call.get();
    return losesAnswers ? unknown.apply(noAnswer()) : answer;
  }

  private static Problem refusal() {
    return new Problem(
        Reason.STORE_UNAVAILABLE, Outcome.NOT_APPLIED, true, "", Problem.Hints.of("steered"));
  }

  private static Problem noAnswer() {
    return new Problem(
        Reason.NO_ANSWER, Outcome.UNKNOWN, true, "cut off", Problem.Hints.of("steered"));
  }
}
