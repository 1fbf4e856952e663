package dev.holdfast.client;

import java.time.Instant;

/**
 * One session of a user: neither its key nor its payload.
 *
 * @param handle an opaque name
 * @param createTime when it was created
 * @param expireTime when it ends unless it is used again
 */
public record UserSession(String handle, Instant createTime, Instant expireTime) {}
