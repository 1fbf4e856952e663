package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Asks a node for its settings: lines until {@code END}, or an error where it tells none. */
final class StatsCommand extends NodeCommand {
  private static final byte[] REQUEST = "stats settings\r\n".getBytes(US_ASCII);
  private static final String MAX_ITEM = "STAT item_size_max ";

  private long maxItemBytes;

  StatsCommand(long deadlineNanos) {
    super(REQUEST, deadlineNanos);
  }

  @Override
  @Nullable Reply read(ByteBuffer in) {
    for (int end = endOfLine(in); end >= 0; end = endOfLine(in)) {
      String line = MetaCommand.text(in, end);
      in.position(end + 1);
      if (line.equals("END") || line.startsWith("ERROR") || line.startsWith("CLIENT_ERROR")) {
        return new Reply.Settings(maxItemBytes);
      }
      if (!line.startsWith("STAT ")) {
        throw new ProtocolException("answered the question for settings with something else");
      }
      if (line.startsWith(MAX_ITEM)) {
        maxItemBytes = parse(line.substring(MAX_ITEM.length()));
      }
    }
    return null;
  }

  private static long parse(String number) {
    return number.matches("\\d{1,18}") ? Long.parseLong(number) : 0;
  }
}
