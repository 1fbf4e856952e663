package dev.holdfast.store.memcached;

import dev.holdfast.session.PayloadTooLargeException;
import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The nodes that hold the copies of each key, and the commands they are sent. Today that is one
 * copy, on the first node of the ring.
 */
final class CopyGroup {
  private static final int ITEM_OVERHEAD_BYTES = 64 + ItemKey.LENGTH;

  private final Ring ring;
  private final Map<String, MemcachedNode> nodes;
  private final MemcachedExpiry expiry;

  CopyGroup(Ring ring, List<MemcachedNode> nodes, MemcachedExpiry expiry) {
    this.ring = ring;
    this.nodes = nodes.stream().collect(Collectors.toMap(MemcachedNode::id, Function.identity()));
    this.expiry = expiry;
  }

  MemcachedExpiry expiry() {
    return expiry;
  }

  /**
   * Returns the connection to the node that decides about a key, and that keeps its lock.
   *
   * @throws NoAnswerException at once if that node is out of service
   */
  NodeConnection home(StoreKey key) {
    return nodeOf(key).connection();
  }

  private MemcachedNode nodeOf(StoreKey key) {
    MemcachedNode node = nodes.get(ring.first(key));
    if (node == null) {
      throw new IllegalStateException("the ring knows a node that the pool does not");
    }
    return node;
  }

  /** Sends a read of the record of a key. */
  CompletableFuture<Reply> sendRead(NodeConnection home, StoreKey key, Deadline deadline) {
    return home.send(MetaRequest.get(ItemKey.record(key)), deadline.ofCommand());
  }

  /** Reads the record of a key. */
  Copy read(NodeConnection home, StoreKey key, Deadline deadline) {
    return Copy.of(Replies.await(sendRead(home, key, deadline)), home);
  }

  /**
   * Returns the item of a record.
   *
   * @throws PayloadTooLargeException if the node would refuse it, and forget the old one for it
   */
  ItemValue item(StoreKey key, Session session) {
    byte[] bytes = SessionCodec.encode(session);
    long limit = nodeOf(key).maxItemBytes() - ITEM_OVERHEAD_BYTES;
    if (bytes.length > limit) {
      throw new PayloadTooLargeException(
          "record: %d bytes (expected: at most %d)".formatted(bytes.length, limit));
    }
    return new ItemValue(bytes, expiry.of(session), SessionCodec.tag(session.version()));
  }

  /** Makes a guarded write of the record of a key ready: it goes with the next flush. */
  CompletableFuture<Reply> enqueueWrite(
      NodeConnection home, StoreKey key, Guard guard, ItemValue item, Deadline deadline) {
    return home.enqueue(MetaRequest.set(ItemKey.record(key), guard, item), deadline.ofCommand());
  }
}
