package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.holdfast.session.Answer;
import dev.holdfast.session.Condition;
import dev.holdfast.session.EndUserRequest;
import dev.holdfast.session.ErrorCode;
import dev.holdfast.session.FindRequest;
import dev.holdfast.session.KeyDigest;
import dev.holdfast.session.Namespace;
import dev.holdfast.session.OperationId;
import dev.holdfast.session.Payload;
import dev.holdfast.session.SessionKey;
import dev.holdfast.session.SessionName;
import dev.holdfast.session.SessionPolicy;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.Sessions;
import dev.holdfast.session.TokenSet;
import dev.holdfast.session.UserHash;
import dev.holdfast.session.UserName;
import dev.holdfast.session.UserSessionList;
import dev.holdfast.session.UserSessions;
import dev.holdfast.session.WriteRequest;
import dev.holdfast.store.Crowd;
import dev.holdfast.store.WriteThroughSessionStore;
import dev.holdfast.store.postgres.PostgresRecords;
import dev.holdfast.store.postgres.PostgresServer;
import dev.holdfast.store.postgres.PostgresSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sessions of one user, on two replicas, three real nodes and a real PostgreSQL. */
@Timeout(120)
class DurableUserSessionsTest {
  private static final int SESSIONS = 1000;
  private static final int AT_ONCE = 50;
  private static final int MAX_TRIES = 50;
  private static final KeyDigest DIGEST = new KeyDigest("a pepper for tests".getBytes(UTF_8));
  private static final Namespace NAMESPACE =
      new Namespace(Namespace.DEFAULT, SessionPolicy.DEFAULT, TokenSet.OPEN);
  private static final UserName USER =
      new UserName(NAMESPACE, new UserHash("hash-of-a-user-with-many-sessions"));

  private final MemcachedPool pool = MemcachedPool.start(3);
  private final PostgresSettings database = PostgresServer.shared().freshSettings();
  private final List<PostgresRecords> records = new ArrayList<>();
  private Replica one;
  private Replica other;

  private record Replica(Sessions sessions, UserSessions users) {}

  @BeforeEach
  void begin() {
    one = replica();
    other = replica();
  }

  private Replica replica() {
    PostgresRecords rows = PostgresRecords.start(database, pool.clock(), new SimpleMeterRegistry());
    records.add(rows);
    Sessions sessions =
        new Sessions(new WriteThroughSessionStore(pool.replicated(), rows), DIGEST, pool.clock());
    return new Replica(sessions, sessions.ofUsers(rows.users()));
  }

  @AfterEach
  void close() {
    pool.close();
    records.forEach(PostgresRecords::close);
  }

  @Test
  void endOfAllIsSeenAtOnceOnEveryReplicaAndNoLateSaveBringsOneBack() {
    Map<SessionName, SessionVersion> versions = new ConcurrentHashMap<>();
    List<SessionName> all = IntStream.range(0, SESSIONS).mapToObj(this::name).toList();
    forEach(all, name -> versions.put(name, create(name)));
    SessionName kept = all.getFirst();
    List<SessionName> ended = all.subList(1, SESSIONS);
    assertEquals(SESSIONS, list(other).sessions().size());

    insist(() -> one.users().endAll(new EndUserRequest(USER, kept.key())));

    for (Replica each : List.of(other, one)) {
      forEach(ended, name -> assertEquals(ErrorCode.SESSION_ENDED, read(each, name)));
    }
    forEach(ended, name -> assertEquals(ErrorCode.SESSION_ENDED, save(name, versions.get(name))));
    for (Replica each : List.of(other, one)) {
      forEach(ended, name -> assertEquals(ErrorCode.SESSION_ENDED, read(each, name)));
      assertEquals(1, list(each).sessions().size());
    }
    insist(() -> other.sessions().find(new FindRequest(kept, null, true)));
  }

  private SessionName name(int number) {
    return new SessionName(NAMESPACE, new SessionKey("session-key-number-" + number));
  }

  private SessionVersion create(SessionName name) {
    WriteRequest create = write(name, new Condition.MustBeAbsent());
    return insist(() -> one.sessions().write(create)).version();
  }

  private static WriteRequest write(SessionName name, Condition condition) {
    var options = new WriteRequest.Options(OperationId.random(), null, USER.hash());
    return new WriteRequest(name, Payload.of("one".getBytes(UTF_8)), condition, options);
  }

  private ErrorCode save(SessionName name, SessionVersion old) {
    WriteRequest save = write(name, new Condition.MustMatch(old));
    return refused(() -> other.sessions().write(save));
  }

  private static ErrorCode read(Replica replica, SessionName name) {
    return refused(() -> replica.sessions().find(new FindRequest(name, null, false)));
  }

  private static UserSessionList list(Replica replica) {
    return insist(() -> replica.users().list(USER));
  }

  private static void forEach(List<SessionName> names, Consumer<SessionName> work) {
    for (int from = 0; from < names.size(); from += AT_ONCE) {
      List<SessionName> some = names.subList(from, Math.min(from + AT_ONCE, names.size()));
      Crowd.all(
          some,
          name -> {
            work.accept(name);
            return name;
          });
    }
  }

  private static <T> T insist(Supplier<Answer<T>> call) {
    return switch (settled(call)) {
      case Answer.Done<T>(var value) -> value;
      case Answer.Refused<T>(var refusal) -> throw new AssertionError(refusal.toString());
    };
  }

  private static <T> ErrorCode refused(Supplier<Answer<T>> call) {
    return switch (settled(call)) {
      case Answer.Done<T>(var value) -> throw new AssertionError("not refused: " + value);
      case Answer.Refused<T>(var refusal) -> refusal.code();
    };
  }

  /** A busy machine may be late: what may be repeated is repeated. */
  private static <T> Answer<T> settled(Supplier<Answer<T>> call) {
    Answer<T> answer = call.get();
    for (int tries = 1; tries < MAX_TRIES && mayBeRepeated(answer); tries++) {
      answer = call.get();
    }
    return answer;
  }

  private static boolean mayBeRepeated(Answer<?> answer) {
    return answer instanceof Answer.Refused<?>(var refusal) && refusal.code().isRetryable();
  }
}
