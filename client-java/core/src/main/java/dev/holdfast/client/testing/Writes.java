package dev.holdfast.client.testing;

import dev.holdfast.client.Durability;
import dev.holdfast.client.LockState;
import dev.holdfast.client.OperationId;
import dev.holdfast.client.Reason;
import dev.holdfast.client.Session;
import dev.holdfast.client.SessionKey;
import dev.holdfast.client.Write;
import dev.holdfast.client.Written;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What writes do to the sessions of a test, and when they are refused. */
final class Writes {
  private final NamespacePolicy policy;
  private final Entries entries;
  private final Leases leases;

  Writes(NamespacePolicy policy, Entries entries, Leases leases) {
    this.policy = policy;
    this.entries = entries;
    this.leases = leases;
  }

  Written create(SessionKey key, Write write) throws Refusal {
    Refusal.requireSize(write.payload().size(), policy.maxPayloadBytes());
    SessionKey at = entries.resolve(key);
    Entry entry = entries.at(at);
    Entry.Done replayed = entry == null ? null : entry.replayed(write.operation());
    if (entry != null && replayed != null) {
      return replay(at, entry, replayed, write);
    }
    if (entry != null && entry.isLive()) {
      throw Refusal.stale(Reason.SESSION_EXISTS, entry, null);
    }
    Entry created = entries.orNew(at);
    created.create(at, write.payload(), write.operation(), policy, entries.now());
    return written(at, created.session(null), true, write);
  }

  Written save(SessionKey key, Write write, @Nullable String ifMatch) throws Refusal {
    Refusal.requireEtag(ifMatch);
    Refusal.requireSize(write.payload().size(), policy.maxPayloadBytes());
    if (ifMatch == null && policy.conditionRequired()) {
      throw Refusal.of(Reason.CONDITION_REQUIRED);
    }
    SessionKey at = entries.resolve(key);
    Entry entry = entries.at(at);
    Entry.Done replayed = entry == null ? null : entry.replayed(write.operation());
    if (entry != null && replayed != null) {
      return replay(at, entry, replayed, write);
    }
    if (entry == null && ifMatch == null) {
      return create(at, write);
    }
    Entry live = requireLive(entry, ifMatch);
    live.replace(at, write.payload(), write.operation(), policy.idleTimeout(), entries.now());
    return written(at, live.session(null), false, write);
  }

  Durability end(SessionKey key, OperationId operation, @Nullable String ifMatch) throws Refusal {
    Refusal.requireEtag(ifMatch);
    Entry entry = entries.at(key);
    if (entry != null && entry.replayed(operation) != null) {
      return Durability.MEMORY;
    }
    if (ifMatch != null) {
      requireLive(entry, ifMatch);
    }
    if (entry != null && entry.isLive()) {
      entry.end(key, operation, policy.idleTimeout(), entries.now());
    }
    leases.free(key);
    return Durability.MEMORY;
  }

  Written rotate(SessionKey key, SessionKey newKey, @Nullable Duration grace, OperationId operation)
      throws Refusal {
    Duration span =
        Refusal.requireWithin(
            "grace",
            grace == null ? NamespacePolicy.GRACE : grace,
            Duration.ZERO,
            NamespacePolicy.LONGEST_GRACE);
    if (key.equals(newKey)) {
      throw Refusal.invalid("new_key: the key itself (expected: another one)");
    }
    Entry old = entries.at(key);
    if (old == null) {
      throw Refusal.of(Reason.SESSION_NOT_FOUND);
    }
    Entry.Done replayed = old.replayed(operation);
    Entry target = entries.at(newKey);
    if (replayed != null) {
      return unlocked(target == null ? old.sessionAt(replayed) : target.sessionAt(replayed));
    }
    requireMovable(old, target);
    Instant now = entries.now();
    Entry moved = old.moveTo(key, newKey, operation, now.plus(span));
    moved.restart(policy.idleTimeout(), now);
    entries.put(newKey, moved);
    leases.move(key, newKey);
    return unlocked(moved.session(null));
  }

  private void requireMovable(Entry old, @Nullable Entry target) throws Refusal {
    if (old.movedTo(entries.now()) != null) {
      throw Refusal.of(Reason.ALREADY_ROTATED);
    }
    if (old.isEnded()) {
      throw Refusal.stale(Reason.SESSION_ENDED, old, null);
    }
    if (target != null && !target.isEnded()) {
      throw Refusal.stale(Reason.SESSION_EXISTS, target, null);
    }
  }

  private static Entry requireLive(@Nullable Entry entry, @Nullable String ifMatch) throws Refusal {
    if (entry == null) {
      throw Refusal.of(Reason.SESSION_NOT_FOUND);
    }
    if (!entry.isLive()) {
      throw Refusal.stale(Reason.SESSION_ENDED, entry, ifMatch);
    }
    if (ifMatch != null && !ifMatch.equals(entry.etag())) {
      throw Refusal.stale(Reason.VERSION_MISMATCH, entry, ifMatch);
    }
    return entry;
  }

  private Written replay(SessionKey key, Entry entry, Entry.Done first, Write write) {
    LockState lock = leases.settle(key, write, true);
    return new Written(entry.sessionAt(first), first.created(), lock, Durability.MEMORY);
  }

  private Written written(SessionKey key, Session session, boolean created, Write write) {
    return new Written(session, created, leases.settle(key, write, false), Durability.MEMORY);
  }

  private static Written unlocked(Session session) {
    return new Written(session, false, LockState.NONE, Durability.MEMORY);
  }
}
