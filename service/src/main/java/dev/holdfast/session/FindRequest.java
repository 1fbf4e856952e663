package dev.holdfast.session;

import org.jspecify.annotations.Nullable;

/**
 * A read.
 *
 * @param name which session
 * @param have the version the caller has, or null
 * @param slides whether the read counts as use
 */
public record FindRequest(SessionName name, @Nullable SessionVersion have, boolean slides) {}
