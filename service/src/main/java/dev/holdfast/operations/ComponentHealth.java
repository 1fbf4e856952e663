package dev.holdfast.operations;

/**
 * The state of one part the replica depends on.
 *
 * @param name for example {@code node a}
 * @param up whether it answers
 * @param detail one short sentence, without secrets
 */
public record ComponentHealth(String name, boolean up, String detail) {}
