package dev.holdfast.store.memcached;

import dev.holdfast.session.Durability;
import dev.holdfast.session.Lookup;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.SessionWrite;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One write of a record to its candidates, one after the other. The first that can be reached
 * decides between writers from the same base: who is refused there has written nothing anywhere.
 * Then comes the next; two whole copies are an acknowledgement, and the witness gets its stub after
 * it. A write that is refused later stops, and asks what has become of it. Used by one thread.
 */
final class ReplicatedWrite implements Copies.RecordWrite {
  private final ReplicatedCopies copies;
  private final StoreKey key;
  private final @Nullable SessionVersion base;
  private final Session next;
  private final LockStep lock;
  private final CopyStore store;
  private boolean inDoubt;
  private int wholes;

  ReplicatedWrite(ReplicatedCopies copies, StoreKey key, SessionWrite write, LockStep lock) {
    this.copies = copies;
    this.key = key;
    this.base = write.base();
    this.next = write.next();
    this.lock = lock;
    ItemValue item = copies.items().whole(next, copies.candidates(key));
    this.store = new CopyStore(copies, key, base, next, item);
  }

  @Override
  public boolean isInDoubt() {
    return inDoubt;
  }

  @Override
  public WriteOutcome attempt(Deadline deadline) {
    deadline.check();
    List<NodeLink> links = copies.voters(key);
    if (links.size() < 2) {
      throw new NoAnswerException(false, "fewer than two nodes can vouch for this session now");
    }
    wholes = 0;
    boolean refused = false;
    store.begin(copies.recent().get(key), links, deadline);
    List<NodeLink> missing = new ArrayList<>(0);
    for (NodeLink link : links) {
      if (wholes == 0 && isWitness(link)) {
        break;
      }
      CopyStore.Result result = pass(link, links.getFirst(), deadline);
      if (wholes == 2) {
        return acknowledge(links, deadline);
      }
      if (result == CopyStore.Result.MISSING) {
        missing.add(link);
      } else if (result == CopyStore.Result.REFUSED) {
        refused = true;
        if (isUntouched() || copies.rules().stopsAtConflict()) {
          break;
        }
      }
    }
    if (!refused && fill(missing, links.getFirst(), deadline)) {
      return acknowledge(links, deadline);
    }
    if (isUntouched() && !refused && missing.isEmpty()) {
      throw new NoAnswerException(false, "too few nodes of this session take a write now");
    }
    return outcomeByReading(links.getFirst(), deadline);
  }

  /**
   * Returns whether a node is the last candidate, which is never the first to get a write: that it
   * has one proves that it stood on another.
   */
  private boolean isWitness(NodeLink link) {
    List<PoolNode> candidates = copies.candidates(key);
    return candidates.size() > CopyWriter.WITNESS
        && candidates.get(CopyWriter.WITNESS).id().equals(link.nodeId());
  }

  private CopyStore.Result pass(NodeLink link, NodeLink home, Deadline deadline) {
    CopyStore.Result result = store.write(link, isUntouched(), deadline);
    inDoubt |= result == CopyStore.Result.STORED || result == CopyStore.Result.SILENT;
    if (result == CopyStore.Result.STORED && ++wholes == 1) {
      lock.begin(home, deadline); // beside the second copy, so that it costs no trip
    }
    return result;
  }

  /** Stores on candidates that had lost their copy, once another one has decided. */
  private boolean fill(List<NodeLink> missing, NodeLink home, Deadline deadline) {
    for (NodeLink link : missing) {
      if (wholes == 1) {
        pass(link, home, deadline);
      }
    }
    return wholes == 2;
  }

  /** Returns whether nothing of this write can be anywhere. */
  private boolean isUntouched() {
    return !inDoubt;
  }

  private WriteOutcome acknowledge(List<NodeLink> links, Deadline deadline) {
    Sighting stored = store.stored();
    copies.recent().put(key, stored);
    new LateCopies(copies, key, base, next).send(stored, store.known(), deadline);
    lock.begin(links.getFirst(), deadline);
    return new WriteOutcome.Applied(Durability.TWO_COPIES, lock.settle(deadline));
  }

  /** Asks what stands: this write, or another one. */
  private WriteOutcome outcomeByReading(NodeLink home, Deadline deadline) {
    Lookup current = copies.settle(key, null, deadline);
    if (isOurs(current)) {
      lock.begin(home, deadline);
      return new WriteOutcome.Applied(Durability.TWO_COPIES, lock.settle(deadline));
    }
    if (isUntouched() && !isBase(current)) {
      lock.begin(home, deadline);
      lock.settle(deadline);
      return new WriteOutcome.Conflict(current);
    }
    throw new NoAnswerException(true, "some nodes did not answer, or another writer was there");
  }

  private boolean isOurs(Lookup current) {
    return switch (current) {
      case Lookup.Found(Session session) -> isOurs(session);
      case Lookup.Ended(Session session) -> isOurs(session);
      default -> false;
    };
  }

  /**
   * Returns whether the base still stands: then nobody has refused it, and it can be tried again.
   */
  private boolean isBase(Lookup current) {
    return switch (current) {
      case Lookup.Found(Session session) -> session.version().equals(base);
      case Lookup.Ended(Session session) -> session.version().equals(base);
      default -> false;
    };
  }

  /** A later write over ours remembers ours. */
  private boolean isOurs(Session session) {
    return session.version().equals(next.version())
        || session.log().entries().stream()
            .anyMatch(entry -> entry.version().equals(next.version()));
  }
}
