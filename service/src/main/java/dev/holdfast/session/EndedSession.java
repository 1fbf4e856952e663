package dev.holdfast.session;

import org.jspecify.annotations.Nullable;

/**
 * What an end left.
 *
 * @param durability what the acknowledgement rests on, or null when there was nothing to end
 */
public record EndedSession(@Nullable Durability durability) {}
