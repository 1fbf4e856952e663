package dev.holdfast.lab.pool;

import java.util.List;

/** One thing done to the pool. Nodes and replicas are numbered from 0. */
sealed interface FaultAction {
  /** Stops the node's process where it is. */
  record Hang(int node) implements FaultAction {}

  /** Lets a stopped process go on. */
  record Resume(int node) implements FaultAction {}

  /** Ends the node's process at once. */
  record Kill(int node) implements FaultAction {}

  /** Starts a node that does not run, empty. */
  record StartEmpty(int node) implements FaultAction {}

  /** Copies all items of the node, for a later return. */
  record CopyItems(int node) implements FaultAction {}

  /** Restarts the node and fills it with the copied items before a replica can reach it. */
  record ReturnOld(int node) implements FaultAction {}

  /** Changes the links of these replicas to the node. */
  record Treat(List<Integer> replicas, int node, LinkMode mode) implements FaultAction {}

  /** Resets all connections to the node. */
  record Cut(int node) implements FaultAction {}
}
