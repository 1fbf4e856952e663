package dev.holdfast.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A wish for the lock and the session.
 *
 * @param name which session
 * @param owner the caller's token
 * @param lease how long the lock is to last, or null for the namespace's default
 * @param patience how long to wait for a held lock; zero for not at all
 * @param have the version the caller has, or null
 */
public record AcquireRequest(
    SessionName name,
    OwnerToken owner,
    @Nullable Duration lease,
    Duration patience,
    @Nullable SessionVersion have) {}
