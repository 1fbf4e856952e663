package dev.holdfast.store;

import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.StoreUnavailableException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The rows of {@link RecordsInMemory}, some of which may be damaged. */
public final class TableInMemory implements RecordTable {
  private final RecordsInMemory records;
  private final Set<StoreKey> damaged = new HashSet<>();
  private final AtomicInteger silences = new AtomicInteger();

  /** Makes that of some records. */
  public TableInMemory(RecordsInMemory records) {
    this.records = records;
  }

  /** Makes the row of a key unreadable. */
  public void damage(StoreKey key) {
    damaged.add(key);
  }

  /** Answers the next pages with silence. */
  public void setSilences(int pages) {
    silences.set(pages);
  }

  @Override
  public long count() {
    return records.keys().size();
  }

  @Override
  public Page after(String place, int limit) {
    if (silences.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new StoreUnavailableException("the database is silent");
    }
    List<StoreKey> keys =
        records.keys().stream()
            .filter(key -> key.value().compareTo(place) > 0)
            .sorted(Comparator.comparing(StoreKey::value))
            .limit(limit)
            .toList();
    String last = keys.isEmpty() ? place : keys.getLast().value();
    return new Page(keys.stream().map(this::entry).toList(), 0, last, keys.size() < limit);
  }

  private Entry entry(StoreKey key) {
    Session row = row(key);
    return new Entry(key, row.version(), damaged.contains(key) ? null : row);
  }

  private Session row(StoreKey key) {
    return Objects.requireNonNull(records.row(key));
  }

  @Override
  public Map<StoreKey, SessionVersion> versions(Collection<StoreKey> keys) {
    return keys.stream()
        .filter(records.keys()::contains)
        .collect(Collectors.toMap(Function.identity(), key -> row(key).version()));
  }
}
