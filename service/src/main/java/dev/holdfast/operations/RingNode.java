package dev.holdfast.operations;

/**
 * One node of the pool.
 *
 * @param id its name on the ring
 * @param address where it listens, {@code host:port}
 * @param weight its share of the sessions, beside the weights of the others
 */
public record RingNode(String id, String address, int weight) {}
