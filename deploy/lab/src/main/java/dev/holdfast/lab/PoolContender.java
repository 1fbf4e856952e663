package dev.holdfast.lab;

/**
 * A way to keep numbered sessions of {@value BenchPayload#BYTES} bytes in the pool. One thread at a
 * time uses a number; different threads use different numbers at the same time. A call that does
 * not do what it says throws.
 */
interface PoolContender extends AutoCloseable {

  /** Writes a session that is not there yet. */
  void create(int number) throws MeasurementException, InterruptedException;

  /** Reads a session. */
  void read(int number) throws MeasurementException, InterruptedException;

  /** Reads a session and writes the next state of it, if it is still what was read. */
  void write(int number) throws MeasurementException, InterruptedException;

  /** Writes the next state of a session without reading it first. */
  void save(int number) throws MeasurementException, InterruptedException;

  @Override
  void close() throws MeasurementException;
}
