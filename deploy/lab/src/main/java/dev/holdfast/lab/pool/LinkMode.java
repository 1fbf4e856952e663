package dev.holdfast.lab.pool;

import java.time.Duration;
import java.util.Set;

/**
 * What a link does with the bytes that reach it.
 *
 * @param kind the treatment
 * @param ways which ways it is done; bytes of the other way pass
 * @param pause how long bytes are late (DELAY), or how long each byte takes (DRIP); zero otherwise
 */
record LinkMode(Kind kind, Set<Way> ways, Duration pause) {
  /** Everything passes at once. */
  static final LinkMode PASS = new LinkMode(Kind.PASS, Set.of(), Duration.ZERO);

  /** Connections are reset, and no new one is accepted. */
  static final LinkMode REFUSE = new LinkMode(Kind.REFUSE, Set.of(), Duration.ZERO);

  /** A treatment. */
  enum Kind {
    /** None. */
    PASS,
    /** No connection. */
    REFUSE,
    /** Bytes are kept until the mode changes, as TCP would repeat them. */
    BLACK_HOLE,
    /** Bytes come late. */
    DELAY,
    /** Bytes come one by one. */
    DRIP
  }

  /** A direction. */
  enum Way {
    /** Commands. */
    TO_NODE,
    /** Answers. */
    FROM_NODE
  }

  LinkMode {
    ways = Set.copyOf(ways);
  }

  static LinkMode blackHole(Way... ways) {
    return new LinkMode(Kind.BLACK_HOLE, Set.of(ways), Duration.ZERO);
  }

  static LinkMode delay(Duration pause, Way... ways) {
    return new LinkMode(Kind.DELAY, Set.of(ways), pause);
  }

  static LinkMode drip(Duration pauseOfByte, Way... ways) {
    return new LinkMode(Kind.DRIP, Set.of(ways), pauseOfByte);
  }

  /** Returns what is done with bytes going one way. */
  Kind toward(Way way) {
    return ways.contains(way) ? kind : Kind.PASS;
  }
}
