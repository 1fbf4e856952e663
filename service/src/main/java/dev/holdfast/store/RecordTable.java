package dev.holdfast.store;

import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All records that are committed, for those who go through them. Each method throws {@link
 * dev.holdfast.session.StoreUnavailableException} when there is no answer. Safe for use by many
 * threads.
 */
public interface RecordTable {
  /** Returns about how many rows there are, or 0 if that is not known. */
  long count();

  /**
   * Reads the next rows, in the order of the text of their keys.
   *
   * @param place the text after which they begin; empty for the first ones
   * @param limit how many at most; fewer may come if they are large
   */
  Page after(String place, int limit);

  /** Returns the version of each of these keys that has a row. */
  Map<StoreKey, SessionVersion> versions(Collection<StoreKey> keys);

  /**
   * Some rows.
   *
   * @param rows the rows
   * @param nameless how many more there are whose key or version is none
   * @param place the text of the last key; the next page begins after it
   * @param isLast whether there are no more
   */
  record Page(List<Entry> rows, int nameless, String place, boolean isLast) {
    /** Copies the list. */
    public Page {
      rows = List.copyOf(rows);
    }
  }

  /**
   * One row.
   *
   * @param key whose it is
   * @param version the version by which it is replaced
   * @param session the record; null if the row is damaged: its record cannot be read, or its
   *     columns say something else
   */
  record Entry(StoreKey key, SessionVersion version, @Nullable Session session) {}
}
