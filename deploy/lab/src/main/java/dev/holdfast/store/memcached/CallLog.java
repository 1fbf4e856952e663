package dev.holdfast.store.memcached;

import dev.holdfast.lab.history.SessionCall;
import dev.holdfast.lab.history.SessionCall.Kind;
import dev.holdfast.lab.history.SessionCall.Result;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one schedule as their callers saw them. The rules of histories know no time, so a
 * key that has ended by itself begins a new history, and an absence after a promised end is not
 * told.
 */
final class CallLog {
  private static final Duration ROUNDING = Duration.ofSeconds(2);

  private final SimulatedClock clock;
  private final Duration slack;
  private final Trace trace;
  private final Map<StoreKey, Story> stories = new HashMap<>();
  private final List<SessionCall> calls = new ArrayList<>();
  private final MadeVersions versions = new MadeVersions();
  private long now;

  /**
   * A call under way.
   *
   * @param key the session
   * @param client who calls
   * @param begin when it began
   * @param promisedEnd how long the session lives at least, as anybody knew then
   */
  record Span(StoreKey key, int client, long begin, Instant promisedEnd) {}

  CallLog(SimulatedClock clock, Duration slack, List<StoreKey> keys, Trace trace) {
    this.clock = clock;
    this.slack = slack;
    this.trace = trace;
    for (StoreKey key : keys) {
      stories.put(key, new Story("k" + stories.size()));
    }
  }

  List<SessionCall> calls() {
    return calls;
  }

  /** Returns who made which version. */
  MadeVersions versions() {
    return versions;
  }

  private Story story(StoreKey key) {
    Story story = stories.get(key);
    if (story == null) {
      throw new IllegalArgumentException("a key of no schedule");
    }
    return story;
  }

  String name(StoreKey key) {
    return story(key).name;
  }

  /** Begins a new history of a key where nothing of the old one can be left. */
  void turnPage(StoreKey key) {
    Story story = story(key);
    boolean gone = clock.instant().isAfter(plus(story.possibleEnd));
    if (story.underWay == 0 && gone && (story.proven > 0 || story.closed)) {
      story.turnPage();
      trace.add(() -> story.name + " has ended by itself");
    }
  }

  /** Begins a call. */
  Span begin(StoreKey key, int client) {
    Story story = story(key);
    story.underWay++;
    return new Span(key, client, ++now, story.promisedEnd);
  }

  private Instant plus(Instant end) {
    return end.equals(Instant.MIN) ? end : end.plus(slack).plus(ROUNDING);
  }

  /** Returns whether somebody waits for an answer about a key. */
  boolean isUnderWay(StoreKey key) {
    return story(key).underWay > 0;
  }

  /** Returns the number of the history of a key. */
  int era(StoreKey key) {
    return story(key).era;
  }

  /** Returns whether a create of a key without a base makes sense now. */
  boolean mayCreate(StoreKey key) {
    Story story = story(key);
    return story.proven == 0 || clock.instant().isBefore(story.promisedEnd);
  }

  /** Notes the end that a record has which is to be written. */
  void mayLastUntil(StoreKey key, Session session) {
    versions.made(session.version());
    Story story = story(key);
    story.possibleEnd = later(story.possibleEnd, session.times().idleExpireTime());
  }

  /** Notes the end that a caller was told. */
  void promise(StoreKey key, Session session) {
    Story story = story(key);
    story.promisedEnd = later(story.promisedEnd, session.times().idleExpireTime());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** Says no more of a key until nothing of it can be left: its story cannot be judged. */
  void close(StoreKey key) {
    story(key).closed = true;
  }

  /** Ends a call of which the caller never hears. */
  void drop(Span span) {
    story(span.key()).underWay--;
  }

  /** Ends a read. */
  void read(Span span, @Nullable Lookup lookup) {
    story(span.key()).underWay--;
    note(span, lookup);
  }

  /** Notes what a caller was shown. */
  void note(Span span, @Nullable Lookup lookup) {
    switch (lookup) {
      case Lookup.Found(Session session) when session.isExpired(clock.instant()) -> absent(span);
      case Lookup.Found(Session session) -> {
        promise(span.key(), session);
        add(span, Kind.READ, Result.FOUND, 0, session.version().value(), "", textOf(session));
      }
      case Lookup.Ended(Session tombstone) when tombstone.isExpired(clock.instant()) ->
          absent(span);
      case Lookup.Ended(Session tombstone) ->
          add(span, Kind.READ, Result.ENDED, 0, tombstone.version().value(), "", "");
      case Lookup.Absent() -> absent(span);
      case Lookup.Lost(SessionVersion version) ->
          add(span, Kind.READ, Result.LOST, 0, version.value(), "", "");
      case Lookup.Unverified _ -> add(span, Kind.READ, Result.UNVERIFIED, 0, 0, "", "");
      case null -> add(span, Kind.READ, Result.UNAVAILABLE, 0, 0, "", "");
    }
  }

  private void absent(Span span) {
    Instant promisedEnd = span.promisedEnd();
    if (promisedEnd.equals(Instant.MIN) || clock.instant().isBefore(promisedEnd)) {
      add(span, Kind.READ, Result.ABSENT, 0, 0, "", "");
    }
  }

  /** Ends a write. */
  void write(Span span, Operation operation, Result result) {
    Story story = story(span.key());
    story.underWay--;
    SessionVersion base = operation.write().base();
    Session next = operation.write().next();
    boolean over = story.proven > 0 && !clock.instant().isBefore(story.promisedEnd);
    if (result == Result.APPLIED && over && (base == null || base.value() != story.proven)) {
      close(span.key());
    }
    if (result == Result.APPLIED) {
      promise(span.key(), next);
    }
    if (result == Result.UNAVAILABLE) {
      versions.denied(next.version());
    }
    boolean end = next.status() instanceof Session.Ended;
    add(
        span,
        end ? Kind.END : Kind.WRITE,
        result,
        base == null ? 0 : base.value(),
        next.version().value(),
        operation.name(),
        "");
  }

  private void add(
      Span span, Kind kind, Result result, long base, long version, String operation, String seen) {
    Story story = story(span.key());
    String key = story.name + "#" + story.era;
    var call =
        new SessionCall(
            key, span.client(), span.begin(), ++now, kind, result, base, version, operation, seen);
    trace.add(() -> "CALL " + Trace.show(call) + (story.closed ? " (not judged)" : ""));
    if (!story.closed) {
      calls.add(call);
      if (result == Result.FOUND || result == Result.APPLIED) {
        story.proven = Math.max(story.proven, version);
      }
    }
  }

  private static String textOf(Session session) {
    return new String(session.payload().bytes(), StandardCharsets.US_ASCII);
  }
}
