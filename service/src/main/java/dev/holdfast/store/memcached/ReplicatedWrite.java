package dev.holdfast.store.memcached;

import dev.holdfast.session.Durability;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One write of a record to its candidates, one after the other. The first that can be reached
 * decides between writers from the same base: who is refused there has written nothing anywhere.
 * Then comes the next; two whole copies are an acknowledgement, and the witness gets its stub after
 * it. A write that is refused later stops, and asks what has become of it. A candidate that is
 * silent for the hedge delay is passed over: it may have the write, now or later. Used by one
 * thread.
 */
final class ReplicatedWrite implements Copies.RecordWrite {
  private final ReplicatedCopies copies;
  private final StoreKey key;
  private final @Nullable SessionVersion base;
  private final Session next;
  private final LockStep lock;
  private final CopyStore store;
  private final List<NodeLink> wholes = new ArrayList<>(4);
  private boolean inDoubt;

  ReplicatedWrite(ReplicatedCopies copies, StoreKey key, SessionWrite write, LockStep lock) {
    this.copies = copies;
    this.key = key;
    this.base = write.base();
    this.next = write.next();
    this.lock = lock;
    ItemValue item = copies.items().whole(next, copies.placement().of(key).nodes());
    this.store = new CopyStore(copies, key, base, next, item);
  }

  @Override
  public boolean isInDoubt() {
    return inDoubt;
  }

  @Override
  public WriteOutcome attempt(Deadline deadline) {
    deadline.check();
    Placement placement = copies.placement();
    Voters voters = Voters.among(placement.of(key));
    List<NodeLink> links = voters.links();
    if (!voters.suffice()) {
      throw new NoAnswerException(false, "too few nodes can vouch for this session now");
    }
    boolean moving = voters.candidates().quorums().isMoving();
    store.begin(copies.recent().get(key), moving ? links : links.subList(0, 2), deadline);
    if (isStored(voters, deadline)) {
      requireCurrent(placement, voters);
      return acknowledge(voters, deadline);
    }
    return outcomeByReading(links.getFirst(), deadline);
  }

  /**
   * What was stored counts only if nobody can have entered a later ring meanwhile, who would not
   * look for it here.
   */
  private void requireCurrent(Placement placement, Voters voters) {
    List<NodeLink> trusted = wholes.stream().filter(NodeLink::isTrusted).toList();
    if (!voters.suffice(trusted) || !copies.isCurrent(placement)) {
      throw new NoAnswerException(true, "the ring or its nodes have changed meanwhile");
    }
  }

  /**
   * Goes along the candidates until enough of them have the record, or one refuses it; those that
   * were late are waited for only where the others do not do.
   */
  private boolean isStored(Voters voters, Deadline deadline) {
    wholes.clear();
    Round round = new Round();
    if (go(round, voters, deadline, false)
        || (!round.isOver && go(round, voters, deadline, true))
        || (!round.isRefused && fill(round.missing, voters, deadline))) {
      return true;
    }
    if (isUntouched() && !round.isRefused && round.missing.isEmpty()) {
      throw new NoAnswerException(false, "too few nodes of this session take a write now");
    }
    return false;
  }

  /** What one attempt has met. */
  private static final class Round {
    private final Set<NodeLink> answered = HashSet.newHashSet(4);
    private final List<NodeLink> missing = new ArrayList<>(0);
    private boolean isRefused;
    private boolean isOver;
  }

  private boolean go(Round round, Voters voters, Deadline deadline, boolean patient) {
    for (NodeLink link : voters.links()) {
      if (round.isOver || (wholes.isEmpty() && voters.isWitness(link))) {
        break;
      }
      if (!round.answered.contains(link) && voters.adds(link, wholes)) {
        note(round, link, pass(link, voters, deadline, patient));
        if (voters.suffice(wholes)) {
          return true;
        }
      }
    }
    return false;
  }

  private void note(Round round, NodeLink link, CopyStore.Result result) {
    if (!result.isOpen()) {
      round.answered.add(link);
    }
    if (result == CopyStore.Result.MISSING) {
      round.missing.add(link);
    } else if (result == CopyStore.Result.REFUSED) {
      round.isRefused = true;
      round.isOver = isUntouched() || copies.rules().stopsAtConflict();
    }
  }

  private CopyStore.Result pass(NodeLink link, Voters voters, Deadline deadline, boolean patient) {
    CopyStore.Result result =
        store.write(link, new CopyStore.Visit(wholes.isEmpty(), deadline, patient));
    inDoubt |=
        switch (result) {
          case STORED, SILENT, LATE -> true;
          case REFUSED, MISSING, UNHEARD, UNABLE -> false;
        };
    if (result == CopyStore.Result.STORED) {
      wholes.add(link);
      beginLock(voters, deadline); // beside the second copy: it costs no trip
    }
    return result;
  }

  /** Stores on candidates that had lost their copy, once another one has decided. */
  private boolean fill(List<NodeLink> missing, Voters voters, Deadline deadline) {
    for (NodeLink link : missing) {
      if (!wholes.isEmpty() && voters.adds(link, wholes)) {
        pass(link, voters, deadline, true);
      }
    }
    return voters.suffice(wholes);
  }

  /** Returns whether nothing of this write can be anywhere. */
  private boolean isUntouched() {
    return !inDoubt;
  }

  private WriteOutcome acknowledge(Voters voters, Deadline deadline) {
    Sighting stored = store.stored();
    copies.recent().put(key, stored);
    new LateCopies(copies, key, voters.candidates(), base, next)
        .send(stored, store.known(), deadline);
    beginLock(voters, deadline);
    return new WriteOutcome.Applied(Durability.TWO_COPIES, lock.settle(deadline));
  }

  /** Where the home of the lock was silent to the write, its lock is not waited for longer. */
  private void beginLock(Voters voters, Deadline deadline) {
    NodeLink home = voters.links().getFirst();
    lock.begin(home, wholes.contains(home) ? deadline : deadline.hedged());
  }

  /** Asks what stands: this write, or another one. */
  private WriteOutcome outcomeByReading(NodeLink home, Deadline deadline) {
    Lookup current = copies.settle(key, null, deadline);
    if (isOurs(current)) {
      lock.begin(home, deadline);
      return new WriteOutcome.Applied(Durability.TWO_COPIES, lock.settle(deadline));
    }
    if (isUntouched() ? !isBase(current) : isBeaten(current)) {
      lock.begin(home, deadline);
      lock.settle(deadline);
      return new WriteOutcome.Conflict(current);
    }
    throw new NoAnswerException(true, "some nodes did not answer, or another writer was there");
  }

  private boolean isOurs(Lookup current) {
    Session session = current.record();
    return session != null && isOurs(session);
  }

  /**
   * Returns whether the base still stands: then nobody has refused it, and it can be tried again.
   */
  private boolean isBase(Lookup current) {
    Session session = current.record();
    return session != null && session.version().equals(base);
  }

  /**
   * Returns whether another write stands in the place of this one, or did: then what is left of
   * this one on some node is outvoted for good.
   */
  private boolean isBeaten(Lookup current) {
    Session session = current.record();
    return session != null
        && (isRival(session.version())
            || session.log().entries().stream().anyMatch(entry -> isRival(entry.version())));
  }

  private boolean isRival(SessionVersion version) {
    return version.counter() == next.version().counter() && !version.equals(next.version());
  }

  /** A later write over ours remembers ours. */
  private boolean isOurs(Session session) {
    return session.version().equals(next.version())
        || session.log().entries().stream()
            .anyMatch(entry -> entry.version().equals(next.version()));
  }
}
