package dev.holdfast.maintenance;

import dev.holdfast.session.SessionStore;
import dev.holdfast.store.DurableRecords;
import dev.holdfast.store.RecordTable;
import dev.holdfast.store.SessionKeys;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * A pool and its database, opened beside the replicas that use them.
 *
 * @param pool the pool alone
 * @param keys lists its keys, anew for each pass
 * @param records the database
 * @param table its rows
 * @param clock tells the time
 * @param closing ends the connections
 */
public record Workplace(
    SessionStore pool,
    Supplier<SessionKeys> keys,
    DurableRecords records,
    RecordTable table,
    InstantSource clock,
    Runnable closing)
    implements AutoCloseable {
  /** Opens what a command works on. */
  public interface Opener {
    /**
     * Opens the pool and the database.
     *
     * @throws dev.holdfast.session.StoreUnavailableException if one of them does not answer
     */
    Workplace open();

    /**
     * Brings the schema of the database up to date.
     *
     * @return what has become of it, in a sentence
     * @throws dev.holdfast.session.StoreUnavailableException if it does not answer
     */
    String migrate();
  }

  @Override
  public void close() {
    closing.run();
  }
}
