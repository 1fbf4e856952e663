package dev.holdfast.client;

import java.time.Instant;

/**
 * The times of a session, by the service's clock.
 *
 * @param createTime when it was created
 * @param expireTime when it ends unless it is used again
 * @param lifetimeExpireTime when it ends at the latest
 */
public record SessionTimes(Instant createTime, Instant expireTime, Instant lifetimeExpireTime) {}
