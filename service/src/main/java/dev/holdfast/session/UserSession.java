package dev.holdfast.session;

/**
 * A live session as its user may see it.
 *
 * @param handle tells it from others, and says nothing of its key; another one after a rotate
 * @param times when it began and when it ends
 */
public record UserSession(String handle, SessionTimes times) {}
