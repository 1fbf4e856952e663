package dev.holdfast.session;

/**
 * What a read found.
 *
 * @param session the live session
 * @param notModified whether the caller has this version already
 */
public record ReadSession(Session session, boolean notModified) {}
