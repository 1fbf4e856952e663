package dev.holdfast.maintenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.maintenance.CommandLine.Command;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.ForwardingSessionStore;
import dev.holdfast.store.ListedKeys;
import dev.holdfast.store.RecordsInMemory;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import dev.holdfast.store.TableInMemory;
import dev.holdfast.store.memory.InMemorySessionStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a command answers, and what it leaves for the next run. */
@Timeout(60)
class MaintenanceTest {
  private static final int SESSIONS = 200;

  @TempDir private Path folder;

  private final SteerableClock clock = new SteerableClock();
  private final SessionStore memory = new InMemorySessionStore(50_000_000, Duration.ZERO, clock);
  private final RecordsInMemory records = new RecordsInMemory();
  private final TableInMemory table = new TableInMemory(records);
  private final Set<StoreKey> keys = new HashSet<>();
  private final Set<StoreKey> cached = new HashSet<>();
  private final AtomicInteger installed = new AtomicInteger();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream progress = new ByteArrayOutputStream();
  private Runnable onInstall = () -> {};

  private final SessionStore pool =
      new ForwardingSessionStore(memory) {
        @Override
        public WriteOutcome write(StoreKey key, SessionWrite write) {
          installed.incrementAndGet();
          onInstall.run();
          return super.write(key, write);
        }
      };

  @Test
  void warmFillsThePoolAndIsFine() {
    commit(SESSIONS);

    assertEquals(Maintenance.FINE, run(Command.WARM, false));

    assertEquals(SESSIONS, installed.get());
    assertTrue(text(out).contains("brought to the pool        200"), text(out));
  }

  @Test
  void verifyMendsBothAndIsFineTheSecondTime() {
    commit(3);
    cache(4);

    assertEquals(Maintenance.DIFFERENT, run(Command.VERIFY, true));
    assertEquals(Maintenance.FINE, run(Command.VERIFY, false));
    assertEquals(Maintenance.FINE, run(Command.VERIFY, true));
  }

  @Test
  void dryRunCountsAndChangesNothing() {
    commit(3);
    cache(4);

    assertEquals(Maintenance.DIFFERENT, run(Command.VERIFY, true));

    assertEquals(0, installed.get());
    assertTrue(text(out).contains("to commit from the pool    4"), text(out));
    assertTrue(text(out).contains("to bring to the pool       3"), text(out));
    assertTrue(text(out).contains("different still  7"), text(out));
  }

  @Test
  void interruptedRunGoesOnWhereItStopped() throws IOException {
    commit(SESSIONS);
    Path state = folder.resolve("state");
    Maintenance first = maintenance(line(Command.WARM, false, state));
    onInstall = () -> Thread.startVirtualThread(first::interrupt);

    assertEquals(Maintenance.DIFFERENT, first.run());

    onInstall = () -> {};
    int before = installed.get();
    assertTrue(before > 0 && before < SESSIONS, before + " of " + SESSIONS);
    assertTrue(text(progress).contains("--state " + state), text(progress));
    assertEquals(
        PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(state));
    assertEquals(Maintenance.FINE, maintenance(line(Command.WARM, false, state)).run());
    assertEquals(SESSIONS, installed.get());
    assertTrue(text(out).contains("compared                   200"), text(out));
    assertFalse(Files.exists(state));
  }

  @Test
  void nothingThatIsPrintedTellsAKey() {
    commit(SESSIONS);
    Maintenance first = maintenance(line(Command.WARM, false, folder.resolve("state")));
    onInstall = () -> Thread.startVirtualThread(first::interrupt);
    first.run();
    onInstall = () -> {};
    run(Command.WARM, false);

    String all = text(out) + text(progress);
    for (StoreKey key : keys) {
      assertFalse(all.contains(key.value().substring(0, 12)), all);
    }
  }

  @Test
  void stateOfAnotherJobIsBadUsage() {
    commit(SESSIONS);
    Path state = folder.resolve("state");
    Maintenance first = maintenance(line(Command.WARM, false, state));
    onInstall = () -> Thread.startVirtualThread(first::interrupt);
    first.run();

    assertEquals(Maintenance.BAD_USAGE, maintenance(line(Command.VERIFY, false, state)).run());
    assertTrue(text(progress).contains("of warm (expected: of verify)"), text(progress));
  }

  @Test
  void stateThatCannotBeWrittenIsBadUsage() {
    commit(SESSIONS);
    Path state = folder.resolve("nowhere").resolve("state");
    Maintenance first = maintenance(line(Command.WARM, false, state));
    onInstall = () -> Thread.startVirtualThread(first::interrupt);

    assertEquals(Maintenance.BAD_USAGE, first.run());
    assertTrue(text(progress).contains("--state " + state + " (expected: "), text(progress));
  }

  @Test
  void stateThatIsSomethingElseIsBadUsage() throws IOException {
    Path state = Files.writeString(folder.resolve("state"), "notes of somebody\n");

    assertEquals(Maintenance.BAD_USAGE, maintenance(line(Command.WARM, false, state)).run());
    assertEquals("notes of somebody\n", Files.readString(state));
  }

  @Test
  void silentDatabaseIsNoAnswerAndLeavesTheState() throws IOException {
    cache(4);
    records.setSilent(true);
    Path state = folder.resolve("state");

    assertEquals(Maintenance.NO_ANSWER, maintenance(line(Command.VERIFY, false, state)).run());

    records.setSilent(false);
    assertTrue(Files.exists(state));
    assertEquals(Maintenance.FINE, maintenance(line(Command.VERIFY, false, state)).run());
    assertTrue(text(out).contains("committed from the pool    4"), text(out));
  }

  @Test
  void damagedRowIsLeftAndTold() {
    commit(3);
    table.damage(keys.iterator().next());

    assertEquals(Maintenance.DIFFERENT, run(Command.WARM, false));

    assertTrue(text(out).contains("damaged rows               1"), text(out));
  }

  @Test
  void rateHoldsTheRunBack() {
    commit(128);
    long start = System.nanoTime();

    maintenance(new CommandLine(Command.WARM, Path.of("x"), false, 256, null)).run();

    assertTrue(System.nanoTime() - start >= Duration.ofMillis(400).toNanos());
  }

  private void commit(int count) {
    for (int i = 0; i < count; i++) {
      StoreKey key = Samples.freshKey();
      keys.add(key);
      records.write(key, null, Samples.first(key, clock, "committed"));
    }
  }

  private void cache(int count) {
    for (int i = 0; i < count; i++) {
      StoreKey key = Samples.freshKey();
      Session session = Samples.first(key, clock, "cached");
      cached.add(key);
      memory.write(key, Samples.create(session));
      assertEquals(new Lookup.Found(session), memory.find(key));
    }
  }

  private int run(Command command, boolean dryRun) {
    return maintenance(line(command, dryRun, null)).run();
  }

  private static CommandLine line(Command command, boolean dryRun, Path state) {
    return new CommandLine(command, Path.of("x.yml"), dryRun, 0, state);
  }

  private Maintenance maintenance(CommandLine line) {
    var opener =
        new Workplace.Opener() {
          @Override
          public Workplace open() {
            return new Workplace(
                pool, () -> new ListedKeys(cached), records, table, clock, () -> {});
          }

          @Override
          public String migrate() {
            throw new StoreUnavailableException("there is no database");
          }
        };
    var streams =
        new Maintenance.Streams(
            new PrintStream(out, true, UTF_8), new PrintStream(progress, true, UTF_8), false);
    return new Maintenance(line, opener, streams);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(UTF_8);
  }
}
