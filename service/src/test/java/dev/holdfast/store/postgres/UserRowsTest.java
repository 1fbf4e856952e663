package dev.holdfast.store.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.UserIndex;
import dev.holdfast.session.UserKey;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserRowsTest {
  private final SteerableClock clock = new SteerableClock();
  private final UserKey user = Samples.freshUser();
  private PostgresRecords records;
  private UserIndex index;

  @BeforeEach
  void start() {
    records =
        PostgresRecords.start(
            PostgresServer.shared().freshSettings(), clock, new SimpleMeterRegistry());
    index = records.users();
  }

  @AfterEach
  void stop() {
    records.close();
  }

  @Test
  void sessionsOfAreNoneWhenTheUserIsUnknown() {
    created(user);

    assertEquals(List.of(), index.sessionsOf(Samples.freshUser(), null, 10));
  }

  @Test
  void sessionsOfBeginWithTheNewest() {
    StoreKey older = created(user);
    clock.advance(Duration.ofSeconds(1));
    StoreKey newer = created(user);
    Instant end = clock.instant().plus(Duration.ofHours(12));
    Instant millis = Instant.ofEpochMilli(end.toEpochMilli());

    assertEquals(List.of(newer, older), keys(index.sessionsOf(user, null, 10)));
    assertEquals(List.of(new UserIndex.Entry(newer, millis)), index.sessionsOf(user, null, 1));
  }

  @Test
  void sessionsOfGoOnAfterAPageWhenSeveralEndAtOnce() {
    Set<StoreKey> all = new HashSet<>();
    for (int i = 0; i < 7; i++) {
      all.add(created(user));
    }

    List<StoreKey> paged = new ArrayList<>();
    List<UserIndex.Entry> page = index.sessionsOf(user, null, 3);
    while (!page.isEmpty()) {
      paged.addAll(keys(page));
      page = index.sessionsOf(user, page.getLast(), 3);
    }

    assertEquals(7, paged.size());
    assertEquals(all, new HashSet<>(paged));
  }

  @Test
  void sessionsOfLeaveOutWhatHasEnded() {
    StoreKey key = Samples.freshKey();
    Session first = Samples.bound(Samples.first(key, clock, "one"), user);
    records.write(key, null, first);
    records.write(key, first.version(), Samples.ended(key, first));

    assertEquals(List.of(), index.sessionsOf(user, null, 10));
  }

  @Test
  void sessionsOfFailWhenTheDatabaseIsGone() {
    records.close();

    assertThrows(StoreUnavailableException.class, () -> index.sessionsOf(user, null, 10));
  }

  private StoreKey created(UserKey owner) {
    StoreKey key = Samples.freshKey();
    records.write(key, null, Samples.bound(Samples.first(key, clock, "one"), owner));
    return key;
  }

  private static List<StoreKey> keys(List<UserIndex.Entry> entries) {
    return entries.stream().map(UserIndex.Entry::key).toList();
  }
}
