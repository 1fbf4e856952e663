package dev.holdfast.store.memcached;

/**
 * The state of a node as this replica sees it now.
 *
 * @param id its name on the ring
 * @param address where it listens
 * @param up whether calls are sent to it
 * @param reason why not; empty when up
 */
public record NodeView(String id, String address, boolean up, String reason) {}
