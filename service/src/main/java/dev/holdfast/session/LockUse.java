package dev.holdfast.session;

import org.jspecify.annotations.Nullable;

/**
 * What a write does with the lock beside the record, in the same trip. It happens with the write,
 * or with its definite refusal; it never decides the write.
 */
public sealed interface LockUse {
  /** Leave the lock alone and do not look. */
  LockUse NONE = new None();

  /** Leave the lock alone and do not look. */
  record None() implements LockUse {}

  /** Tell whether {@code owner} still holds it. */
  record Keep(OwnerToken owner) implements LockUse {}

  /** Give it from {@code owner} to {@code successor}, or free it when there is none. */
  record Release(OwnerToken owner, @Nullable Lease successor) implements LockUse {}

  /** Free it, whoever holds it. */
  record Clear() implements LockUse {}
}
