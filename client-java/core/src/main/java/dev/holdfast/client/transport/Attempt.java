package dev.holdfast.client.transport;

import java.time.Duration;

/**
 * One attempt of one call.
 *
 * @param requestId the token of the call, the same for all its attempts
 * @param patience how long the service may hold the request back for a lock
 * @param limit how long the attempt may take, the wait included
 */
public record Attempt(String requestId, Duration patience, Duration limit) {}
