package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.session.Lookup;
import dev.holdfast.session.OutcomeUnknownException;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionStore;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.session.WriteOutcome;
import dev.holdfast.store.Samples;
import dev.holdfast.store.SteerableClock;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/** What happened to one key, and whether it may have happened. Used by many threads at once. */
final class History {
  private static final long PAUSE_NANOS = 500_000;

  private final StoreKey key;
  private final Session first;
  private final Map<SessionVersion, SessionVersion> successors = new ConcurrentHashMap<>();
  private final AtomicReference<Session> acknowledged = new AtomicReference<>();
  private final AtomicInteger applied = new AtomicInteger();
  private final Queue<String> faults = new ConcurrentLinkedQueue<>();

  History(StoreKey key, SteerableClock clock) {
    this.key = key;
    this.first = Samples.first(key, clock, "first");
    acknowledged.set(first);
  }

  void begin(SessionStore store) {
    store.write(key, Samples.create(first));
  }

  int applied() {
    return applied.get();
  }

  Queue<String> faults() {
    return faults;
  }

  /** Reads, checks what was read, and writes upon it. */
  void readAndWrite(SessionStore store) {
    Session known = acknowledged.get();
    try {
      Lookup lookup = store.find(key);
      if (lookup instanceof Lookup.Found(Session current)) {
        check(known, current);
        write(store, current);
      } else {
        faults.add("read " + lookup + " after " + known.version());
      }
    } catch (StoreUnavailableException | OutcomeUnknownException _) {
      LockSupport.parkNanos(PAUSE_NANOS); // no answer is allowed at any time
    }
  }

  private void check(Session known, Session current) {
    if (current.version().counter() < known.version().counter()) {
      faults.add("read " + current.version() + " after " + known.version());
    }
    String payload = new String(current.payload().bytes(), UTF_8);
    if (!payload.equals(payloadOf(current))) {
      faults.add("the payload of another version at " + current.version());
    }
  }

  /** Returns the payload that belongs to a version: it names the one before. */
  private static String payloadOf(Session session) {
    var entries = session.log().entries();
    return entries.size() < 2
        ? "first"
        : "after " + entries.get(entries.size() - 2).version().value();
  }

  private void write(SessionStore store, Session base) {
    Session next = Samples.after(key, base, "after " + base.version().value());
    if (store.write(key, Samples.replace(base, next)) instanceof WriteOutcome.Applied) {
      applied.incrementAndGet();
      acknowledged.accumulateAndGet(next, History::later);
      SessionVersion other = successors.putIfAbsent(base.version(), next.version());
      if (other != null) {
        faults.add(base.version() + " has two successors");
      }
    }
  }

  private static Session later(Session one, Session other) {
    return one.version().counter() >= other.version().counter() ? one : other;
  }

  /** Returns what is left in the end, which must be the last acknowledged state or a later one. */
  boolean finish(SessionStore store) {
    Session known = acknowledged.get();
    Session last = ((Lookup.Found) store.find(key)).session();
    return last.version().counter() >= known.version().counter();
  }
}
