package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.holdfast.session.StoreUnavailableException;
import dev.holdfast.store.CacheNotes;
import dev.holdfast.store.SessionKeys;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Notes on the nodes of a pool. It is whole while all nodes but one have kept their marks: a record
 * is on two nodes at least, and a node that lost its memory gets a new mark only after it was
 * filled from the others, or with all of them from the database.
 */
final class PoolNotes implements CacheNotes {
  private static final Duration PATIENCE = Duration.ofMillis(250);

  private final RingFollower follower;
  private final boolean replicated;
  private final InstantSource clock;
  private final SweepLease lease = new SweepLease(ItemKey.CATCH_UP);

  PoolNotes(RingFollower follower, boolean replicated, InstantSource clock) {
    this.follower = follower;
    this.replicated = replicated;
    this.clock = clock;
  }

  /** What a node has told. */
  private record Told(
      @Nullable NodeConnection connection,
      KeptMark.@Nullable Memory memory,
      @Nullable KeptMark mark) {
    private boolean counts() {
      return connection != null && connection.isTrusted() && memory != null;
    }

    private boolean keeps() {
      return counts() && mark != null && mark.isKeptBy(Objects.requireNonNull(memory));
    }

    private boolean hasEvicted() {
      return memory == null || memory.evictions() > 0;
    }

    private void put(Instant over) {
      byte[] value = new KeptMark(over, Objects.requireNonNull(memory)).encode();
      Objects.requireNonNull(connection)
          .send(MetaRequest.put(ItemKey.KEPT, value), deadlineNanos())
          .join();
    }
  }

  /** The questions that a node was sent. */
  private record Asked(
      @Nullable NodeConnection connection,
      CompletableFuture<Reply> stats,
      CompletableFuture<Reply> mark) {
    private static Asked of(MemcachedNode node) {
      NodeConnection connection = node.connection();
      if (connection == null) {
        CompletableFuture<Reply> none = CompletableFuture.completedFuture(Reply.Plain.MISS);
        return new Asked(null, none, none);
      }
      long deadline = deadlineNanos();
      return new Asked(
          connection,
          connection.send(StatsCommand.process(deadline)),
          connection.send(MetaRequest.get(ItemKey.KEPT), deadline));
    }

    private Told told() {
      KeptMark.Memory memory =
          stats.join() instanceof Reply.Stats(var numbers) ? KeptMark.Memory.of(numbers) : null;
      KeptMark held =
          mark.join() instanceof Reply.Item(byte[] value, long _) ? KeptMark.decode(value) : null;
      return new Told(connection, memory, held);
    }
  }

  private static long deadlineNanos() {
    return System.nanoTime() + PATIENCE.toNanos();
  }

  private List<Told> ask() {
    List<Asked> asked = follower.layout().nodes().stream().map(Asked::of).toList();
    return asked.stream().map(Asked::told).toList();
  }

  @Override
  public boolean isWhole() {
    if (!replicated) {
      return false;
    }
    List<Told> told = ask();
    List<Told> keeping = told.stream().filter(Told::keeps).toList();
    return told.size() - keeping.size() <= 1 && !clock.instant().isBefore(over(keeping));
  }

  /** Returns how many nodes have kept their mark. */
  long marks() {
    return ask().stream().filter(Told::keeps).count();
  }

  private static Instant over(List<Told> keeping) {
    return keeping.stream()
        .map(each -> Objects.requireNonNull(each.mark()).over())
        .max(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  /**
   * One node that has restarted was filled from the others by the time it counts, unless it had to
   * evict. Where more have forgotten something, only the end of all that is committed now makes the
   * pool whole again.
   */
  @Override
  public void keep(@Nullable Supplier<Instant> latestEnd) {
    if (!replicated || !follower.layout().plan().isAtRest()) {
      return;
    }
    List<Told> told = ask();
    List<Told> lacking = told.stream().filter(each -> !each.keeps()).toList();
    if (lacking.isEmpty() || !told.stream().allMatch(Told::counts)) {
      return;
    }
    if (lacking.size() == 1) {
      if (!lacking.getFirst().hasEvicted()) {
        lacking.getFirst().put(over(told.stream().filter(Told::keeps).toList()));
      }
    } else if (latestEnd != null) {
      Instant over = latestEnd.get();
      told.forEach(each -> each.put(over));
    }
  }

  private List<NodeConnection> connections() {
    return follower.layout().nodes().stream()
        .map(MemcachedNode::connection)
        .filter(Objects::nonNull)
        .toList();
  }

  /** On two nodes it outlives one of them, as the records do. */
  @Override
  public void noteDebt() {
    byte[] value = UUID.randomUUID().toString().getBytes(US_ASCII);
    List<CompletableFuture<Reply>> sent =
        connections().stream()
            .map(each -> each.send(MetaRequest.put(ItemKey.DEBT, value), deadlineNanos()))
            .toList();
    long taken = sent.stream().filter(each -> each.join() instanceof Reply.Done).count();
    if (taken < (replicated ? 2 : 1)) {
      throw new StoreUnavailableException("too few nodes take notes now");
    }
  }

  @Override
  public String debt() {
    return connections().stream()
        .map(each -> debtOn(each) instanceof Reply.Item(byte[] text, long _) ? ascii(text) : "")
        .filter(text -> !text.isEmpty())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static Reply debtOn(NodeConnection connection) {
    return connection.send(MetaRequest.get(ItemKey.DEBT), deadlineNanos()).join();
  }

  private static String ascii(byte[] text) {
    return new String(text, US_ASCII);
  }

  @Override
  public void settle(String debt) {
    for (NodeConnection each : connections()) {
      if (debtOn(each) instanceof Reply.Item(byte[] text, long cas) && debt.contains(ascii(text))) {
        each.send(MetaRequest.delete(ItemKey.DEBT, cas), deadlineNanos()).join();
      }
    }
  }

  @Override
  public boolean leads() {
    return lease.isHeld(follower.layout().nodes());
  }

  @Override
  public SessionKeys keys() {
    int copies = replicated ? ReplicatedCopies.CANDIDATES : 1;
    return new PoolKeys(follower, copies, PoolKeys.PART_KEYS);
  }
}
