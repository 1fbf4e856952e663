package dev.holdfast.session;

/**
 * What a read found.
 *
 * @param session the live session
 * @param notModified whether the caller has this version already
 * @param verified whether this is the current state for sure; if not, a newer one may exist, even
 *     the end of the session
 */
public record ReadSession(Session session, boolean notModified, boolean verified) {}
