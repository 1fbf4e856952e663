package dev.holdfast.session;

import org.jspecify.annotations.Nullable;

/**
 * A guarded write of a whole record.
 *
 * @param base the version it replaces, or null where there must be no record
 * @param next the record to write
 * @param lock what to do with the lock in the same trip
 */
public record SessionWrite(@Nullable SessionVersion base, Session next, LockUse lock) {}
