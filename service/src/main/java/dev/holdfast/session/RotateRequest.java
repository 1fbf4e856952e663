package dev.holdfast.session;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A move of a session to a new key.
 *
 * @param name which session, by its old key
 * @param newKey where it goes
 * @param grace how long the old key reaches it, or null for the namespace's default
 * @param operation its name
 */
public record RotateRequest(
    SessionName name, SessionKey newKey, @Nullable Duration grace, OperationId operation) {}
