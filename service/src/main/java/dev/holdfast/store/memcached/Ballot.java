package dev.holdfast.store.memcached;

import dev.holdfast.session.Session;
import dev.holdfast.session.SessionTimes;
import dev.holdfast.session.SessionVersion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the candidates of a key have answered so far. A vote is a record on a node whose answers
 * count. Two votes decide, because whatever was acknowledged stands on two of three nodes; so do
 * all answers together. The highest counter wins, whoever wrote it: completing it is safe, and
 * falling back to an older one is not. Used by one thread.
 */
final class Ballot {
  private static final Verdict UNDECIDED = new Verdict.Undecided();
  private static final Verdict ABSENT = new Verdict.Absent();

  private final @Nullable Copy[] copies;
  private int pending;

  /**
   * @param candidates how many candidates there are; none has answered yet
   */
  Ballot(int candidates) {
    copies = new Copy[candidates];
    pending = candidates;
  }

  /** Notes the answer of a candidate, or null when there will be none. */
  void answer(int candidate, @Nullable Copy copy) {
    copies[candidate] = copy;
    pending--;
  }

  /** Returns the answer of a candidate, or null where there is none. */
  @Nullable Copy copy(int candidate) {
    return copies[candidate];
  }

  int size() {
    return copies.length;
  }

  /** Returns whether every candidate has told what it holds. */
  boolean isComplete() {
    for (Copy copy : copies) {
      if (copy == null) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns if anybody has answered.
   *
   * @throws NoAnswerException if not
   */
  void requireAnswer() {
    for (Copy copy : copies) {
      if (copy != null) {
        return;
      }
    }
    throw new NoAnswerException(true, "none of the nodes of this session answers");
  }

  /** Returns what follows from the answers so far. */
  Verdict judge() {
    List<Copy> votes = votes();
    if (votes.isEmpty()) {
      return withoutVotes();
    }
    boolean allSpeak = allSpeak();
    SessionVersion winner = votes.size() > 1 || allSpeak ? winner(votes, allSpeak) : null;
    return winner == null ? unlessPending(unverified()) : standing(votes, winner);
  }

  private List<Copy> votes() {
    List<Copy> votes = new ArrayList<>(copies.length);
    for (Copy copy : copies) {
      if (copy != null && copy.session() != null && copy.connection().isTrusted()) {
        votes.add(copy);
      }
    }
    return votes;
  }

  private boolean allSpeak() {
    for (Copy copy : copies) {
      if (copy == null || copy.isUnreadable() || !copy.connection().isTrusted()) {
        return false;
      }
    }
    return true;
  }

  private Verdict withoutVotes() {
    int absent = 0;
    int trusted = 0;
    for (Copy copy : copies) {
      if (copy != null && copy.isAbsent()) {
        absent++;
        trusted += copy.connection().isTrusted() ? 1 : 0;
      }
    }
    return absent == copies.length ? ABSENT : unlessPending(trusted > 1 ? ABSENT : unverified());
  }

  private Verdict unlessPending(Verdict verdict) {
    return pending > 0 ? UNDECIDED : verdict;
  }

  /** Returns the version that wins, or null when that cannot be told from these votes. */
  private static @Nullable SessionVersion winner(List<Copy> votes, boolean allSpeak) {
    long top = votes.stream().mapToLong(Copy::counter).max().orElseThrow();
    List<Copy> leaders = votes.stream().filter(vote -> vote.counter() == top).toList();
    for (Copy leader : leaders) {
      long same = leaders.stream().filter(leader::hasVersionOf).count();
      if (same == leaders.size() || same > 1) {
        return leader.version();
      }
    }
    // Every candidate has answered, and none of these has a second copy now. Writes go along the
    // candidates and stop at a conflict: only the last may have stood on another one before it.
    return allSpeak
        ? leaders.stream()
            .filter(Copy::whole)
            .reduce((_, last) -> last)
            .map(Copy::version)
            .orElse(null)
        : null;
  }

  private Verdict standing(List<Copy> votes, SessionVersion winner) {
    List<Copy> holders = votes.stream().filter(vote -> vote.has(winner)).toList();
    Session session = latest(winner);
    if (session == null) {
      return unlessPending(
          isComplete()
              ? new Verdict.Lost(holders.getFirst().sessionOrThrow())
              : new Verdict.Unverified(null));
    }
    if (holders.size() > 1 && holders.stream().anyMatch(Copy::whole)) {
      return new Verdict.Standing(session);
    }
    return new Verdict.Incomplete(session, hasRival(winner));
  }

  /** Returns the record of a version with the latest times any candidate knows. */
  private @Nullable Session latest(SessionVersion version) {
    Session whole = null;
    SessionTimes times = null;
    for (Copy copy : copies) {
      if (copy != null && copy.has(version)) {
        Session session = copy.sessionOrThrow();
        whole = copy.whole() ? session : whole;
        boolean later =
            times == null || session.times().idleExpireTime().isAfter(times.idleExpireTime());
        times = later ? session.times() : times;
      }
    }
    return whole == null || times == null || times.equals(whole.times())
        ? whole
        : whole.withTimes(times);
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

  /** Returns on how many candidates whose answers count a version stands. */
  int holders(SessionVersion version) {
    return (int) votes().stream().filter(vote -> vote.has(version)).count();
  }

  /** Returns how many candidates whose answers count have a version with its payload. */
  int wholes(SessionVersion version) {
    return (int) votes().stream().filter(vote -> vote.whole() && vote.has(version)).count();
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
