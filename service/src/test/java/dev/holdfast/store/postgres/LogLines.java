package dev.holdfast.store.postgres;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a package logs while this is open. */
public final class LogLines implements AutoCloseable {
  private final Logger logger;
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  private LogLines(String name) {
    logger = (Logger) LoggerFactory.getLogger(name);
    lines.start();
    logger.addAppender(lines);
  }

  /** Listens to everything below the package of a class. */
  public static LogLines of(Class<?> part) {
    return new LogLines(part.getPackageName());
  }

  /** Returns the lines that have these words. */
  public List<String> with(String words) {
    return List.copyOf(lines.list).stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(line -> line.contains(words))
        .toList();
  }

  @Override
  public void close() {
    logger.detachAppender(lines);
  }
}
