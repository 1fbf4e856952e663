package dev.holdfast.session;

import org.jspecify.annotations.Nullable;

/**
 * What an acquire got.
 *
 * @param session the live session, or null when there is none
 * @param notModified whether the caller has this version already
 * @param lease the lock
 */
public record AcquiredSession(@Nullable Session session, boolean notModified, Lease lease) {}
