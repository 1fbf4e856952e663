package dev.holdfast.store.memcached;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A meta command: one line, and the value after it where there is one. */
final class MetaCommand extends NodeCommand {
  private static final int MAX_VALUE_BYTES = 1 << 30;
  private static final int MAX_SHOWN = 80;
  private static final long NO_TAG = -1;
  private static final Reply DONE = new Reply.Done(0);

  private byte @Nullable [] value;
  private int valueRead;
  private long cas;
  private long tag = NO_TAG;
  private final int expectedOpaque;

  MetaCommand(MetaRequest request, long deadlineNanos) {
    super(request.bytes(), deadlineNanos);
    this.expectedOpaque = request.opaque();
  }

  @Override
  @Nullable Reply read(ByteBuffer in) {
    if (value == null) {
      int end = endOfLine(in);
      if (end < 0) {
        return null;
      }
      Reply reply = readLine(in, end);
      in.position(end + 1);
      if (reply != null) {
        return reply;
      }
    }
    return readValue(in);
  }

  /** Returns the reply, or null when a value follows. */
  private @Nullable Reply readLine(ByteBuffer in, int end) {
    int at = in.position();
    if (end - at < 3 || in.get(end - 1) != '\r') {
      throw unexpected(in, end);
    }
    int code = in.get(at) << 8 | in.get(at + 1);
    if (code == ('S' << 8 | 'E')) {
      return new Reply.Rejected(text(in, end));
    }
    readFlags(in, end);
    return switch (code) {
      case 'V' << 8 | 'A' -> beginValue(in, end);
      case 'H' << 8 | 'D' -> done();
      case 'E' << 8 | 'N' -> Reply.Plain.MISS;
      case 'N' << 8 | 'F' -> Reply.Plain.GONE;
      case 'N' << 8 | 'S' -> Reply.Plain.NOT_STORED;
      case 'E' << 8 | 'X' -> Reply.Plain.CHANGED;
      case 'M' << 8 | 'N' -> Reply.Plain.ALIVE;
      default -> throw unexpected(in, end);
    };
  }

  private Reply done() {
    if (tag != NO_TAG) {
      return new Reply.Digest((int) tag, cas);
    }
    return cas == 0 ? DONE : new Reply.Done(cas);
  }

  private @Nullable Reply beginValue(ByteBuffer in, int end) {
    int at = in.position() + 3;
    long size = 0;
    while (at < end - 1 && in.get(at) >= '0' && in.get(at) <= '9' && size <= MAX_VALUE_BYTES) {
      size = size * 10 + in.get(at++) - '0';
    }
    if (at == in.position() + 3 || size > MAX_VALUE_BYTES) {
      throw unexpected(in, end);
    }
    value = new byte[(int) size];
    return null;
  }

  /** Notes cas and client flags, and checks that this line answers this command. */
  private void readFlags(ByteBuffer in, int end) {
    long opaque = 0;
    for (int i = in.position() + 2; i + 1 < end; i++) {
      if (in.get(i) == ' ' && in.get(i + 1) == 'c') {
        cas = readNumber(in, i + 2, end);
      } else if (in.get(i) == ' ' && in.get(i + 1) == 'O') {
        opaque = readNumber(in, i + 2, end);
      } else if (in.get(i) == ' ' && in.get(i + 1) == 'f') {
        tag = readNumber(in, i + 2, end);
      }
    }
    if (opaque != expectedOpaque) {
      throw unexpected(in, end);
    }
  }

  private static long readNumber(ByteBuffer in, int from, int end) {
    long number = 0;
    for (int i = from; i < end && in.get(i) >= '0' && in.get(i) <= '9'; i++) {
      number = number * 10 + in.get(i) - '0';
    }
    return number;
  }

  private @Nullable Reply readValue(ByteBuffer in) {
    byte[] bytes = value;
    if (bytes == null) {
      throw new IllegalStateException("no value was begun");
    }
    int size = Math.min(in.remaining(), bytes.length - valueRead);
    in.get(bytes, valueRead, size);
    valueRead += size;
    if (valueRead < bytes.length || in.remaining() < 2) {
      return null;
    }
    if (in.get() != '\r' || in.get() != '\n') {
      throw new ProtocolException("a value without its end");
    }
    return new Reply.Item(bytes, cas);
  }

  private static ProtocolException unexpected(ByteBuffer in, int end) {
    return new ProtocolException("answered " + describe(in, end));
  }

  /** Returns an error of the node in its words; anything else may be data, and is not shown. */
  static String describe(ByteBuffer in, int end) {
    String line = text(in, end);
    return line.startsWith("ERROR") || line.startsWith("CLIENT_ERROR")
        ? line
        : "with a line of " + (end - in.position()) + " bytes that is no answer";
  }

  /** Returns the printable start of a line. */
  static String text(ByteBuffer in, int end) {
    byte[] line = new byte[Math.min(MAX_SHOWN, end - in.position())];
    in.get(in.position(), line);
    return new String(line, US_ASCII).replaceAll("[^ -~]", "");
  }
}
