package dev.holdfast.store.memcached;

import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the candidates of a key have answered so far, and what follows from it: see {@link Votes}.
 * Used by one thread.
 */
final class Ballot {
  private static final Verdict UNDECIDED = new Verdict.Undecided();
  private static final Verdict ABSENT = new Verdict.Absent();

  private final Quorums quorums;
  private final @Nullable Copy[] copies;
  private int pending;

  /** Begins without any answer. */
  Ballot(Quorums quorums) {
    this.quorums = quorums;
    this.copies = new Copy[quorums.size()];
    this.pending = (1 << quorums.size()) - 1;
  }

  /** Notes the answer of a candidate, or null when there will be none. */
  void answer(int candidate, @Nullable Copy copy) {
    copies[candidate] = copy;
    pending &= ~Quorums.of(candidate);
  }

  /** Returns the answer of a candidate, or null where there is none. */
  @Nullable Copy copy(int candidate) {
    return copies[candidate];
  }

  int size() {
    return copies.length;
  }

  Quorums quorums() {
    return quorums;
  }

  /** Returns whether every candidate has told what it holds. */
  boolean isComplete() {
    return hasHeard((1 << copies.length) - 1);
  }

  /** Returns whether all of these have told what they hold. */
  boolean hasHeard(int places) {
    return (places & ~placesOf(_ -> true)) == 0;
  }

  /**
   * Returns if anybody has answered.
   *
   * @throws NoAnswerException if not
   */
  void requireAnswer() {
    if (placesOf(_ -> true) == 0) {
      throw new NoAnswerException(true, "none of the nodes of this session answers");
    }
  }

  /** Returns what follows from the answers so far. */
  Verdict judge() {
    Votes.Choice choice = choice(quorums.before());
    if (quorums.isMoving()) {
      choice = Votes.together(choice, choice(quorums.after()));
    }
    return switch (choice) {
      case Votes.Choice.Open() -> unlessPending(unverified());
      case Votes.Choice.None() -> ABSENT;
      case Votes.Choice.Some(SessionVersion winner, boolean _, boolean _) -> standing(winner);
    };
  }

  private Votes.Choice choice(int group) {
    Votes votes = new Votes();
    for (int place = 0; place < copies.length; place++) {
      if (Quorums.has(group, place)) {
        votes.add(copies[place], Quorums.has(pending, place));
      }
    }
    return votes.choice(!quorums.isMoving());
  }

  private Verdict unlessPending(Verdict verdict) {
    return pending != 0 ? UNDECIDED : verdict;
  }

  private Verdict standing(SessionVersion winner) {
    Session session = latest(winner);
    if (session == null) {
      return unlessPending(
          isComplete() ? new Verdict.Lost(headerOf(winner)) : new Verdict.Unverified(null));
    }
    boolean stands = quorums.suffice(holdersOf(winner)) && isWholeIn(quorums.before(), winner);
    return stands && isWholeIn(quorums.after(), winner)
        ? new Verdict.Standing(session)
        : new Verdict.Incomplete(session, hasRival(winner));
  }

  private boolean isWholeIn(int group, SessionVersion version) {
    return (group & wholesOf(version)) != 0;
  }

  private Session headerOf(SessionVersion version) {
    int holder = Integer.numberOfTrailingZeros(holdersOf(version));
    return Objects.requireNonNull(copies[holder]).sessionOrThrow();
  }

  /** Returns the record of a version with the latest times any candidate knows. */
  private @Nullable Session latest(SessionVersion version) {
    Session whole = null;
    for (Copy copy : copies) {
      whole = copy != null && copy.whole() && copy.has(version) ? copy.session() : whole;
    }
    return whole == null ? null : LatestUse.of(whole, copies);
  }

  /** Returns whether another version has the same counter. */
  boolean hasRival(SessionVersion version) {
    for (Copy copy : copies) {
      if (copy != null && copy.counter() == version.counter() && !copy.has(version)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the candidates that have a version, and whose answers count. */
  int holdersOf(SessionVersion version) {
    return placesOf(copy -> copy.has(version) && copy.connection().isTrusted());
  }

  /** Returns the candidates that have a version with its payload, and whose answers count. */
  int wholesOf(SessionVersion version) {
    return placesOf(copy -> copy.whole() && copy.has(version) && copy.connection().isTrusted());
  }

  /** Returns those of some candidates that have answered, and whose answers count. */
  int trustedOf(int places) {
    return places & placesOf(copy -> copy.connection().isTrusted());
  }

  /**
   * Returns whether one of those who answered may have taken part in a later step of the ring, so
   * that others know more than this ballot can tell.
   */
  boolean isOutdated() {
    return placesOf(copy -> copy.connection().isMarked() && !copy.connection().isTrusted()) != 0;
  }

  /**
   * Returns whether a version needs only nodes that still hold an older one to be the only one that
   * a group can have: then no rival of it is decided yet.
   */
  boolean canStillWin(SessionVersion version) {
    int behind =
        placesOf(
            copy ->
                copy.connection().isTrusted()
                    && copy.session() != null
                    && copy.counter() < version.counter());
    return behind != 0 && quorums.sufficeForOne(holdersOf(version) | behind);
  }

  private int placesOf(Predicate<Copy> wanted) {
    int places = 0;
    for (int place = 0; place < copies.length; place++) {
      Copy copy = copies[place];
      if (copy != null && wanted.test(copy)) {
        places |= Quorums.of(place);
      }
    }
    return places;
  }

  /**
   * Returns the copy that is left to choose when every candidate was heard and no rule decides: the
   * highest counter, then the most copies, then the first; with its payload where there is one.
   */
  @Nullable Copy best() {
    Copy best = null;
    for (Copy copy : copies) {
      if (copy != null && copy.session() != null && (best == null || isBetter(copy, best))) {
        best = copy;
      }
    }
    return best;
  }

  private boolean isBetter(Copy copy, Copy best) {
    int byCounter = Long.compare(copy.counter(), best.counter());
    int byPayload = Boolean.compare(hasPayload(copy), hasPayload(best));
    int byCopies = Long.compare(sameAs(copy), sameAs(best));
    boolean better = byCounter > 0 || (byCounter == 0 && byPayload > 0);
    boolean tied = byCounter == 0 && byPayload == 0;
    return better
        || (tied && byCopies > 0)
        || (tied && byCopies == 0 && (!copy.hasVersionOf(best) || (copy.whole() && !best.whole())));
  }

  private boolean hasPayload(Copy copy) {
    return copy.session() != null && latest(copy.version()) != null;
  }

  private long sameAs(Copy copy) {
    return Arrays.stream(copies).filter(each -> each != null && each.hasVersionOf(copy)).count();
  }

  /** Returns a number that differs between different sets of copies. */
  long fingerprint() {
    long mixed = 0;
    for (Copy copy : copies) {
      mixed += copy == null || copy.session() == null ? 0 : Ring.mix(copy.version().value());
    }
    return mixed;
  }

  private Verdict unverified() {
    Session best = null;
    for (Copy copy : copies) {
      Session session = copy == null || !copy.whole() ? null : copy.session();
      if (session != null
          && (best == null || session.version().counter() > best.version().counter())) {
        best = session;
      }
    }
    return new Verdict.Unverified(best);
  }
}
