package dev.holdfast.store.memcached;

/**
 * The state of a node as this replica sees it now.
 *
 * @param id its name on the ring
 * @param address where it listens
 * @param up whether it is in service and its answers count
 * @param reason why not; empty when up
 */
public record NodeView(String id, String address, boolean up, String reason) {}
