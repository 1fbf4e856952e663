package dev.holdfast.session;

/**
 * The lock that a writer says it holds.
 *
 * @param owner the writer's token
 * @param release whether the write gives the lock up
 */
public record LockClaim(OwnerToken owner, boolean release) {}
