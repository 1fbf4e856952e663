package dev.holdfast.client;

/**
 * One live session of a user: neither its key nor its payload.
 *
 * @param handle tells it from others, and no call takes it; another one after a rotate
 * @param times when it began and when it ends; being listed is no use
 */
public record UserSession(String handle, SessionTimes times) {}
