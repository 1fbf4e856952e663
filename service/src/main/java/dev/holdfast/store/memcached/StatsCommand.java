package dev.holdfast.store.memcached;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a node for its numbers: lines until {@code END}, or an error where it tells none. */
final class StatsCommand extends NodeCommand {
  private static final String LINE = "STAT ";

  private final Map<String, Long> numbers = new HashMap<>();

  private StatsCommand(String request, long deadlineNanos) {
    super(RequestLine.ascii(request), deadlineNanos);
  }

  /** Asks for the settings. */
  static StatsCommand settings(long deadlineNanos) {
    return new StatsCommand("stats settings\r\n", deadlineNanos);
  }

  /** Asks for the state of the process. */
  static StatsCommand process(long deadlineNanos) {
    return new StatsCommand("stats\r\n", deadlineNanos);
  }

  @Override
  @Nullable Reply read(ByteBuffer in) {
    for (int end = endOfLine(in); end >= 0; end = endOfLine(in)) {
      String line = MetaCommand.text(in, end);
      in.position(end + 1);
      if (line.equals("END") || line.startsWith("ERROR") || line.startsWith("CLIENT_ERROR")) {
        return new Reply.Stats(Map.copyOf(numbers));
      }
      if (!line.startsWith(LINE)) {
        throw new ProtocolException("answered the question for statistics with something else");
      }
      note(line.substring(LINE.length()));
    }
    return null;
  }

  private void note(String pair) {
    int blank = pair.indexOf(' ');
    String value = pair.substring(blank + 1);
    if (blank > 0 && value.matches("\\d{1,18}")) {
      numbers.put(pair.substring(0, blank), Long.parseLong(value));
    }
  }
}
