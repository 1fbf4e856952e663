package dev.holdfast.session;

import org.jspecify.annotations.Nullable;

/**
 * What a write made.
 *
 * @param version the version of this write, also when it is answered again
 * @param times the times of the session
 * @param durability what the acknowledgement rests on, or null for a write answered again
 * @param lock what became of the lock the writer named
 * @param created whether the write created the session
 */
public record WrittenSession(
    SessionVersion version,
    SessionTimes times,
    @Nullable Durability durability,
    LockState lock,
    boolean created) {}
