package dev.holdfast.session;

import java.time.Instant;

/** A pure decision about a write; it may be asked several times before one is carried out. */
@FunctionalInterface
interface Rule {
  /** Decides in view of the current state. */
  Decision decide(Current current, Instant now);
}
