package dev.holdfast.client;

/**
 * An acknowledged write.
 *
 * @param session the new state, without its payload
 * @param created whether the write created the session
 * @param lock what became of the lock that it named
 * @param durability what the acknowledgement stands on
 */
public record Written(Session session, boolean created, LockState lock, Durability durability) {}
