package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;

import dev.holdfast.session.Session;
import dev.holdfast.session.StoreKey;
import dev.holdfast.store.RecordCodec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A node in memory that answers at once, or not at all, as a test says; its own link as well. */
final class MemoryNode implements PoolNode, NodeLink {
  private static final long MAX_ITEM_BYTES = 1024 * 1024;
  private static final long LATE_MILLIS = 60;

  private final String id;
  private final Map<String, Item> items = new HashMap<>();
  private long lastCas;
  private boolean silent;
  private boolean hung;
  private boolean late;
  private boolean deafAfterRefusal;

  private record Item(byte[] value, long cas) {}

  MemoryNode(String id) {
    this.id = id;
  }

  /** From now on it answers nothing, and does nothing. */
  void fallSilent() {
    silent = true;
  }

  /** From now on it keeps who asks waiting until the deadline. */
  void hang() {
    hung = true;
  }

  /** From now on it answers, and later than the hedge delay. */
  void beLate() {
    late = true;
  }

  /** As soon as it has refused a store, it falls silent. */
  void fallSilentAfterRefusal() {
    deafAfterRefusal = true;
  }

  /** Forgets everything. */
  void forget() {
    items.clear();
  }

  /** Puts a record there, as an earlier write did. */
  void hold(StoreKey key, Session session) {
    items.put("s:" + key.value(), new Item(RecordCodec.encode(session), ++lastCas));
  }

  /** Returns the record that is there, or null. */
  @Nullable Session held(StoreKey key) {
    Item item = items.get("s:" + key.value());
    return item == null ? null : RecordCodec.decode(item.value());
  }

  @Override
  public CompletableFuture<Reply> send(MetaRequest request, long deadlineNanos) {
    if (hung) {
      return new CompletableFuture<Reply>()
          .completeOnTimeout(
              new Reply.Failed(true, "timeout"), deadlineNanos - System.nanoTime(), NANOSECONDS);
    }
    Reply answer = answer(request);
    return late
        ? new CompletableFuture<Reply>().completeOnTimeout(answer, LATE_MILLIS, MILLISECONDS)
        : CompletableFuture.completedFuture(answer);
  }

  private Reply answer(MetaRequest request) {
    if (silent) {
      return new Reply.Failed(true, "silent");
    }
    byte[] bytes = request.bytes();
    String text = new String(bytes, ISO_8859_1);
    int end = text.indexOf("\r\n");
    List<String> words = Arrays.asList(text.substring(0, end).split(" ", -1));
    String key = words.get(1);
    return switch (words.getFirst()) {
      case "mg" -> get(key, words.contains("f"));
      case "ms" -> set(key, words, Arrays.copyOfRange(bytes, end + 2, bytes.length - 2));
      default -> throw new UnsupportedOperationException(text);
    };
  }

  private Reply get(String key, boolean digest) {
    Item item = items.get(key);
    if (item == null) {
      return Reply.Plain.MISS;
    }
    Session session = RecordCodec.decode(item.value());
    return digest && session != null
        ? new Reply.Digest(RecordItems.tag(session), item.cas())
        : new Reply.Item(item.value(), item.cas());
  }

  private Reply set(String key, List<String> words, byte[] value) {
    Item held = items.get(key);
    Reply refusal = words.contains("ME") ? refuseAdd(held) : refuseReplace(held, words);
    if (refusal != null) {
      silent |= deafAfterRefusal;
      return refusal;
    }
    items.put(key, new Item(value, ++lastCas));
    return new Reply.Done(lastCas);
  }

  private static @Nullable Reply refuseAdd(@Nullable Item held) {
    return held == null ? null : Reply.Plain.NOT_STORED;
  }

  private static @Nullable Reply refuseReplace(@Nullable Item held, List<String> words) {
    if (held == null) {
      return Reply.Plain.GONE;
    }
    return words.contains("C" + held.cas()) ? null : Reply.Plain.CHANGED;
  }

  @Override
  public CompletableFuture<Reply> enqueue(MetaRequest request, long deadlineNanos) {
    return send(request, deadlineNanos);
  }

  @Override
  public void sendQueued() {}

  @Override
  public String id() {
    return id;
  }

  @Override
  public String nodeId() {
    return id;
  }

  @Override
  public NodeLink link() {
    return this;
  }

  @Override
  public NodeLink requireLink() {
    return this;
  }

  @Override
  public long maxItemBytes() {
    return MAX_ITEM_BYTES;
  }

  @Override
  public boolean isClosed() {
    return false;
  }

  @Override
  public boolean isTrusted() {
    return true;
  }

  @Override
  public boolean isMarked() {
    return true;
  }

  @Override
  public boolean isLagging() {
    return false;
  }
}
