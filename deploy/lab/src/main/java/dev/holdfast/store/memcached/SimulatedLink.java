package dev.holdfast.store.memcached;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a replica to a process of a node. Commands reach the node in order, and answers
 * the replica; when it is closed, what was sent may still reach the node, but nobody hears of it.
 */
final class SimulatedLink implements NodeLink {
  private final String name;
  private final int replica;
  private final SimulatedNode node;
  private final NodeProcess process;
  private final Actors actors;
  private final Trace trace;
  private final boolean trustsAll;
  private final Deque<SimulatedCommand> gathered = new ArrayDeque<>();
  private final Deque<SimulatedCommand> sent = new ArrayDeque<>();
  private final Deque<SimulatedCommand> answered = new ArrayDeque<>();
  private boolean closed;
  private boolean abandoned;
  private boolean trusted;
  private boolean lagging;
  private boolean lapsed;

  /**
   * @param trustsAll whether it trusts each node from the beginning, which breaks a rule
   */
  SimulatedLink(
      String name,
      int replica,
      SimulatedNode node,
      NodeProcess process,
      Actors actors,
      Trace trace,
      boolean trustsAll) {
    this.name = name;
    this.replica = replica;
    this.node = node;
    this.process = process;
    this.actors = actors;
    this.trace = trace;
    this.trustsAll = trustsAll;
    this.trusted = process.isFilled();
  }

  @Override
  public String nodeId() {
    return node.id();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public boolean isTrusted() {
    return (trusted || trustsAll) && !lapsed;
  }

  @Override
  public boolean isMarked() {
    return trusted || trustsAll;
  }

  @Override
  public boolean isLagging() {
    return lagging;
  }

  @Override
  public CompletableFuture<Reply> send(MetaRequest request, long deadlineNanos) {
    CompletableFuture<Reply> reply = enqueue(request, deadlineNanos);
    sendQueued();
    return reply;
  }

  @Override
  public CompletableFuture<Reply> enqueue(MetaRequest request, long deadlineNanos) {
    var reply = new PendingReply(actors);
    var command = new SimulatedCommand(ScriptedRequest.parse(request), actors.sender(), reply);
    trace.add(() -> name + " takes " + command);
    if (closed) {
      reply.complete(new Reply.Failed(false, "closed"));
    } else {
      gathered.add(command);
    }
    return reply;
  }

  @Override
  public void sendQueued() {
    sent.addAll(gathered);
    gathered.clear();
  }

  SimulatedNode node() {
    return node;
  }

  NodeProcess process() {
    return process;
  }

  int replica() {
    return replica;
  }

  /** Returns whether the node can run a command now. */
  boolean canRun() {
    return !sent.isEmpty() && node.answers(process, replica);
  }

  /** Returns whether an answer can arrive now. */
  boolean canAnswer() {
    return !answered.isEmpty() && !closed && !node.isCutFrom(replica);
  }

  /** Returns whether it is too long ago that the node knew no later step of the ring. */
  boolean isLapsed() {
    return lapsed;
  }

  void lapse() {
    trace.add(() -> name + " is not trusted any more: the ring goes on");
    lapsed = true;
  }

  /** Counts again: the replica follows the step that the node holds. */
  void renew() {
    lapsed = false;
  }

  boolean canLearnTrust() {
    return !trusted && !closed && process.isFilled();
  }

  /** Returns whether nothing is under way on it. */
  boolean isIdle() {
    return sent.isEmpty() && gathered.isEmpty() && (closed || answered.isEmpty());
  }

  /** Lets the node run the command that was sent first. */
  void run() {
    SimulatedCommand command = sent.removeFirst();
    command.answer(process.run(command.request()));
    trace.add(() -> "%s runs %s: %s".formatted(name, command, show(command.answer())));
    if (!closed) {
      answered.add(command);
    }
  }

  /** Brings the answer that was given first. */
  void deliver(Random random) {
    SimulatedCommand command = answered.removeFirst();
    if (command.isWaitedFor()) {
      lagging &= node.isSlow() || random.nextInt(4) > 0;
      trace.add(() -> "%s answers %s: %s".formatted(name, command, show(command.answer())));
      complete(command, command.answer());
    }
  }

  /** Returns the command that was waited for longest, or null. */
  @Nullable SimulatedCommand oldest() {
    for (Deque<SimulatedCommand> commands : List.of(answered, sent, gathered)) {
      for (SimulatedCommand command : commands) {
        if (command.isWaitedFor()) {
          return command;
        }
      }
    }
    return null;
  }

  /** Ends the wait for a command; it goes its way, unless it had not been sent yet. */
  void giveUp(SimulatedCommand command, Random random) {
    boolean unsent = gathered.remove(command) || (isLast(command) && random.nextInt(4) == 0);
    if (unsent) {
      sent.remove(command);
    }
    lagging |= random.nextBoolean();
    trace.add(() -> "%s is late with %s%s".formatted(name, command, unsent ? ", unsent" : ""));
    complete(command, new Reply.Failed(!unsent, "late"));
  }

  private boolean isLast(SimulatedCommand command) {
    return !sent.isEmpty() && sent.getLast() == command;
  }

  void learnTrust() {
    trace.add(() -> name + " is trusted now");
    trusted = true;
  }

  /**
   * Ends the conversation. The node still gets some of what was sent, if its process lives: all up
   * to a random one.
   */
  void close(String reason, Random random) {
    if (closed) {
      return;
    }
    closed = true;
    boolean alive = node.process() == process;
    int kept = alive ? random.nextInt(sent.size() + 1) : 0;
    trace.add(() -> "%s closes: %s, %d of %d commands kept".formatted(name, reason, kept, size()));
    Deque<SimulatedCommand> unsent = new ArrayDeque<>(gathered);
    Deque<SimulatedCommand> under = new ArrayDeque<>(answered);
    under.addAll(sent);
    gathered.clear();
    answered.clear();
    dropSentAfter(kept);
    under.forEach(command -> failIfWaited(command, true));
    unsent.forEach(command -> failIfWaited(command, false));
  }

  private int size() {
    return sent.size();
  }

  private void dropSentAfter(int kept) {
    Iterator<SimulatedCommand> each = sent.iterator();
    for (int i = 0; each.hasNext(); i++) {
      each.next();
      if (i >= kept) {
        each.remove();
      }
    }
  }

  private void failIfWaited(SimulatedCommand command, boolean wasSent) {
    if (command.isWaitedFor()) {
      complete(command, new Reply.Failed(wasSent, "closed"));
    }
  }

  /** Forgets the replica, which has died: it hears nothing any more. */
  void abandon(Random random) {
    abandoned = true;
    close("replica died", random);
  }

  private void complete(SimulatedCommand command, Reply reply) {
    if (!abandoned) {
      actors.complete(command, reply);
    }
  }

  private static String show(Reply reply) {
    return reply instanceof Reply.Item(byte[] value, long cas)
        ? StoredItem.describe(value) + " cas " + cas
        : reply.toString();
  }

  @Override
  public String toString() {
    return name;
  }
}
