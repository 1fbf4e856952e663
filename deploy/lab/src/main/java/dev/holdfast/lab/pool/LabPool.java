package dev.holdfast.lab.pool;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The nodes and all links to them, and what can be done to them. */
final class LabPool implements AutoCloseable {
  private final List<PoolNode> nodes = new ArrayList<>();
  private final List<List<Link>> links = new ArrayList<>();
  private final Map<Integer, List<NodeItem>> copies = new HashMap<>();

  /**
   * Starts nodes, and a link from each replica to each node.
   *
   * @param atStart how many nodes run from the start, the first ones
   */
  LabPool(PoolArguments arguments, int atStart) throws IOException {
    try {
      List<Integer> ports = arguments.nodePorts();
      for (int number = 0; number < ports.size(); number++) {
        String name = "pool-node-" + (number + 1);
        nodes.add(new PoolNode(name, ports.get(number), arguments.memcached(), arguments.state()));
      }
      for (PoolNode node : nodes.subList(0, atStart)) {
        node.start();
      }
      for (List<InetSocketAddress> ofReplica : arguments.links()) {
        links.add(new ArrayList<>());
        for (int node = 0; node < nodes.size(); node++) {
          links.getLast().add(new Link(ofReplica.get(node), ports.get(node)));
        }
      }
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  void carryOut(FaultAction action) throws IOException, InterruptedException {
    switch (action) {
      case FaultAction.Hang(int node) -> nodes.get(node).hang();
      case FaultAction.Resume(int node) -> nodes.get(node).resume();
      case FaultAction.Kill(int node) -> nodes.get(node).kill();
      case FaultAction.StartEmpty(int node) -> nodes.get(node).start();
      case FaultAction.CopyItems(int node) ->
          copies.put(node, NodeItems.copy(nodes.get(node).port()));
      case FaultAction.ReturnOld(int node) -> returnOld(node);
      case FaultAction.Treat(List<Integer> replicas, int node, LinkMode mode) -> {
        for (int replica : replicas) {
          links.get(replica).get(node).set(mode);
        }
      }
      case FaultAction.Cut(int node) -> links.forEach(ofReplica -> ofReplica.get(node).cut());
    }
  }

  private void returnOld(int node) throws IOException, InterruptedException {
    for (List<Link> ofReplica : links) {
      ofReplica.get(node).set(LinkMode.REFUSE);
    }
    nodes.get(node).kill();
    nodes.get(node).start();
    NodeItems.load(nodes.get(node).port(), copies.getOrDefault(node, List.of()));
    for (List<Link> ofReplica : links) {
      ofReplica.get(node).set(LinkMode.PASS);
    }
  }

  @Override
  public void close() throws IOException {
    for (List<Link> ofReplica : links) {
      for (Link link : ofReplica) {
        link.close();
      }
    }
    for (PoolNode node : nodes) {
      node.close();
    }
  }
}
