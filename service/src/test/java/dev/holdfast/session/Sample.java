package dev.holdfast.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Values that many tests of the core need. */
final class Sample {
  static final Namespace NAMESPACE =
      new Namespace(Namespace.DEFAULT, SessionPolicy.DEFAULT, TokenSet.OPEN);
  static final SessionName NAME = name("session-key-number-1");
  static final OwnerToken ANNA = new OwnerToken("owner-anna");
  static final OwnerToken BERT = new OwnerToken("owner-bert");
  static final KeyDigest DIGEST = new KeyDigest("a pepper for tests".getBytes(UTF_8));

  private Sample() {}

  static SessionName name(String key) {
    return new SessionName(NAMESPACE, new SessionKey(key));
  }

  static StoreKey storeKey() {
    return DIGEST.of(Namespace.DEFAULT, NAME.key());
  }

  static OperationId operation(long number) {
    return new OperationId(number, ~number);
  }

  static WriteRequest create(String payload) {
    return write(payload, new Condition.MustBeAbsent(), null);
  }

  static WriteRequest save(String payload, SessionVersion base) {
    return write(payload, new Condition.MustMatch(base), null);
  }

  static WriteRequest write(String payload, Condition condition, @Nullable LockClaim claim) {
    var options = new WriteRequest.Options(OperationId.random(), claim, null);
    return new WriteRequest(NAME, Payload.of(payload.getBytes(UTF_8)), condition, options);
  }

  static FindRequest find() {
    return new FindRequest(NAME, null, true);
  }

  static EndRequest end() {
    return new EndRequest(NAME, null, OperationId.random());
  }

  static AcquireRequest acquire(OwnerToken owner, Duration patience) {
    return new AcquireRequest(NAME, owner, null, patience, null, unbound());
  }

  /** A caller that stays, and a lock that lasts for its lease. */
  static AcquireRequest.Bond unbound() {
    return new AcquireRequest.Bond(new SteeredCaller(), null);
  }

  static <T> T done(Answer<T> answer) {
    return switch (answer) {
      case Answer.Done<T>(var value) -> value;
      case Answer.Refused<T>(var refusal) -> throw new AssertionError("refused: " + refusal);
    };
  }

  static <T> Refusal refused(Answer<T> answer) {
    return switch (answer) {
      case Answer.Done<T>(var value) -> throw new AssertionError("not refused: " + value);
      case Answer.Refused<T>(var refusal) -> refusal;
    };
  }

  static String text(ReadSession read) {
    return new String(read.session().payload().bytes(), UTF_8);
  }
}
