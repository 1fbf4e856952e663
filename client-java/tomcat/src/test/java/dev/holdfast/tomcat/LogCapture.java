package dev.holdfast.tomcat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What is logged while this is open. */
final class LogCapture extends Handler implements AutoCloseable {
  private final Logger root = Logger.getLogger("");
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();

  LogCapture() {
    root.addHandler(this);
  }

  List<String> lines() {
    return records.stream().map(LogRecord::getMessage).toList();
  }

  /** Returns what was logged with a stack. */
  List<Throwable> stacks() {
    return records.stream()
        .filter(each -> each.getThrown() != null)
        .map(LogRecord::getThrown)
        .toList();
  }

  @Override
  public void publish(LogRecord logged) {
    records.add(logged);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    root.removeHandler(this);
  }
}
