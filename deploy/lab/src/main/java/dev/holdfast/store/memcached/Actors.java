package dev.holdfast.store.memcached;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The actors of one schedule, of whom at most one runs at any moment. */
final class Actors implements Waiting {
  private static final int LATE = 10; // one in so many

  private final Random random;
  private final List<Actor> living = new ArrayList<>();
  private final Map<Actor, SimulatedReplica> homes = new HashMap<>();
  private @Nullable Actor running;
  private @Nullable Actor served;

  Actors(Random random) {
    this.random = random;
  }

  /** Adds one who works in a replica, and dies with it. */
  Actor start(String name, SimulatedReplica replica, Runnable body) {
    Actor actor = new Actor(name + "@r" + replica.number(), body);
    living.add(actor);
    homes.put(actor, replica);
    return actor;
  }

  /** Returns those who work in a replica. */
  List<Actor> at(SimulatedReplica replica) {
    return living.stream().filter(actor -> homes.get(actor) == replica).toList();
  }

  List<Actor> living() {
    return living;
  }

  /** Lets one run until it waits, ends or fails. */
  void resume(Actor actor) {
    running = actor;
    actor.resume();
    running = null;
    if (actor.isOver()) {
      forget(actor);
    }
    Throwable failure = actor.failure();
    if (failure != null) {
      throw new IllegalStateException(actor.name() + " failed", failure);
    }
  }

  void kill(Actor actor) {
    running = actor;
    actor.kill();
    running = null;
    forget(actor);
  }

  private void forget(Actor actor) {
    living.remove(actor);
    homes.remove(actor);
  }

  /** Returns for whom a command is sent now: the one who runs, or the one who gets a reply. */
  @Nullable Actor sender() {
    return running == null ? served : running;
  }

  /** Completes a command, unless it was sent for one who was killed since. */
  void complete(SimulatedCommand command, Reply reply) {
    Actor sender = command.sender();
    if (sender != null && sender.isKilled()) {
      return;
    }
    Actor before = served;
    served = sender;
    command.reply().complete(reply);
    served = before;
  }

  /** Waits, as the actor that runs. */
  void await(BooleanSupplier condition) {
    if (condition.getAsBoolean()) {
      return;
    }
    Actor actor = running;
    if (actor == null) {
      throw new IllegalStateException("a callback must not wait");
    }
    actor.await(condition);
  }

  /** Lets others go first. */
  void pause() {
    Actor actor = running;
    if (actor != null) {
      actor.await(() -> true);
    }
  }

  @Override
  public Reply one(CompletableFuture<Reply> reply) {
    await(reply::isDone);
    return reply.join();
  }

  /** Now and then time is up whenever the schedule lets the actor go on. */
  @Override
  public @Nullable Reply within(CompletableFuture<Reply> reply, long nanos) {
    if (random.nextInt(LATE) != 0) {
      return one(reply);
    }
    pause();
    return reply.getNow(null);
  }

  @Override
  public void any(List<CompletableFuture<Reply>> replies) {
    await(() -> replies.stream().anyMatch(CompletableFuture::isDone));
  }
}
