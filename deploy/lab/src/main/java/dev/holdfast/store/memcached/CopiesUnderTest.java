package dev.holdfast.store.memcached;

import dev.holdfast.session.StoreKey;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes the code that a simulation runs. */
interface CopiesUnderTest {
  /** Two copies and a witness, as the product keeps them. */
  CopiesUnderTest REPLICATED =
      (parts, rules, doubts) -> {
        var copies =
            new ReplicatedCopies(
                parts.placement(), parts.items(), parts.recent(), parts.waiting(), rules, doubts);
        return new Made(copies, key -> copies.repair(key, SimulatedReplica.DEADLINE));
      };

  /**
   * What one replica is made of.
   *
   * @param placement tells where keys belong, as it sees the ring now
   * @param items makes items
   * @param recent what it saw last
   * @param waiting how it waits
   */
  record Parts(
      Supplier<Placement> placement, RecordItems items, RecentCopies recent, Waiting waiting) {}

  /**
   * The code of one replica.
   *
   * @param copies the copies
   * @param repair mends one key
   */
  record Made(Copies copies, Function<StoreKey, Repaired> repair) {}

  /** Makes it for one replica. */
  Made make(Parts parts, ReplicationRules rules, Consumer<StoreKey> doubts);
}
