package dev.holdfast.session;

import org.jspecify.annotations.Nullable;

/**
 * An end of a session.
 *
 * @param name which session
 * @param match the version to end, or null for any
 * @param operation its name
 */
public record EndRequest(SessionName name, @Nullable SessionVersion match, OperationId operation) {}
