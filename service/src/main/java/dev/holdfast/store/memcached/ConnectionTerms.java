package dev.holdfast.store.memcached;

/**
 * What the connections of a node share.
 *
 * @param nodeId the node, for messages
 * @param replicated whether other nodes have copies, so that answers count under conditions only
 * @param maxInFlight how many commands may wait for an answer
 * @param tally counts what becomes of them
 * @param onChange called when a connection was opened, answered its probe, or was closed; never
 *     waits
 * @param reads where answers are read, once the first has come
 */
record ConnectionTerms(
    String nodeId,
    boolean replicated,
    int maxInFlight,
    NodeTally tally,
    Runnable onChange,
    ReadLoop reads) {}
