package dev.holdfast.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.holdfast.session.InvalidInputException;
import dev.holdfast.session.OperationId;
import dev.holdfast.session.OperationLog;
import dev.holdfast.session.Payload;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionTimes;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.session.StoreKey;
import dev.holdfast.session.UserKey;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a record, the same in every store that keeps bytes. Format 1, big-endian: format (1
 * byte), length of the header (2), status (1, with bit 6 set where the payload is left out),
 * version (8), create time, idle timeout, idle expiry, lifetime expiry (8 each, epoch milliseconds
 * or milliseconds), what the status needs (live: length and ASCII of the user, length 0 for none;
 * moved: 43 bytes of target, 8 of the end of the grace), number of remembered writes (1) and each
 * as operation (16) and version (8). The payload begins where the header ends. A reader skips
 * header bytes beyond those it knows, so fields can be added without a new format.
 */
public final class RecordCodec {
  /** The format written here. */
  static final byte FORMAT = 1;

  private static final byte LIVE = 0;
  private static final byte ENDED = 1;
  private static final byte MOVED = 2;
  private static final byte STUB = 0x40;
  private static final int KIND_AT = 3;
  private static final int FIXED_BYTES = 1 + 2 + 1 + 8 + 4 * 8 + 1;
  private static final int ENTRY_BYTES = 16 + 8;
  private static final int MIN_HEADER_BYTES = FIXED_BYTES;
  private static final byte[] NO_BYTES = {};

  private RecordCodec() {}

  /** Returns the bytes of a session. */
  public static byte[] encode(Session session) {
    return encode(session, kind(session.status()), session.payload().bytes());
  }

  /** Returns how many bytes {@link #encode} makes. */
  public static int sizeOf(Session session) {
    return headerBytes(session, userOf(session)) + session.payload().size();
  }

  /**
   * Returns the header alone, which proves that the record exists. A record without a payload is
   * whole in it.
   */
  public static byte[] encodeStub(Session session) {
    byte kind = kind(session.status());
    boolean whole = session.payload().size() == 0;
    return encode(session, whole ? kind : (byte) (kind | STUB), NO_BYTES);
  }

  private static byte[] encode(Session session, byte kind, byte[] payload) {
    byte[] user = userOf(session);
    int header = headerBytes(session, user);
    byte[] bytes = new byte[header + payload.length];
    ByteBuffer out = ByteBuffer.wrap(bytes);
    out.put(FORMAT).putShort((short) header).put(kind);
    out.putLong(session.version().value());
    putTimes(out, session.times());
    putStatus(out, session.status(), user);
    putLog(out, session.log());
    out.put(payload);
    return bytes;
  }

  private static int headerBytes(Session session, byte[] user) {
    int status =
        switch (session.status()) {
          case Session.Live _ -> 1 + user.length;
          case Session.Ended _ -> 0;
          case Session.Moved _ -> StoreKey.LENGTH + 8;
        };
    return FIXED_BYTES + status + session.log().entries().size() * ENTRY_BYTES;
  }

  private static byte[] userOf(Session session) {
    UserKey user = session.user();
    return user == null ? NO_BYTES : user.value().getBytes(US_ASCII);
  }

  private static byte kind(Session.Status status) {
    return switch (status) {
      case Session.Live _ -> LIVE;
      case Session.Ended _ -> ENDED;
      case Session.Moved _ -> MOVED;
    };
  }

  private static void putTimes(ByteBuffer out, SessionTimes times) {
    out.putLong(times.createTime().toEpochMilli());
    out.putLong(times.idleTimeout().toMillis());
    out.putLong(times.idleExpireTime().toEpochMilli());
    out.putLong(times.lifetimeExpireTime().toEpochMilli());
  }

  private static void putStatus(ByteBuffer out, Session.Status status, byte[] user) {
    switch (status) {
      case Session.Live _ -> out.put((byte) user.length).put(user);
      case Session.Ended _ -> {}
      case Session.Moved(var target, var graceEnd) ->
          out.put(target.value().getBytes(US_ASCII)).putLong(graceEnd.toEpochMilli());
    }
  }

  private static void putLog(ByteBuffer out, OperationLog log) {
    out.put((byte) log.entries().size());
    for (OperationLog.Entry entry : log.entries()) {
      out.putLong(entry.operation().high()).putLong(entry.operation().low());
      out.putLong(entry.version().value());
    }
  }

  /** Returns whether bytes that can be decoded are a stub, without the payload. */
  public static boolean isStub(byte[] bytes) {
    return (bytes[KIND_AT] & STUB) != 0;
  }

  /** Returns the session, or null if these bytes are not one that can be read here. */
  public static @Nullable Session decode(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      if (in.get() != FORMAT) {
        return null;
      }
      int header = Short.toUnsignedInt(in.getShort());
      if (header < MIN_HEADER_BYTES || header > bytes.length) {
        return null;
      }
      return readSession(in.limit(header), bytes);
    } catch (BufferUnderflowException | InvalidInputException | IllegalArgumentException _) {
      return null;
    }
  }

  private static Session readSession(ByteBuffer in, byte[] bytes) {
    byte kind = (byte) (in.get() & ~STUB);
    SessionVersion version = new SessionVersion(in.getLong());
    SessionTimes times =
        new SessionTimes(readTime(in), Duration.ofMillis(in.getLong()), readTime(in), readTime(in));
    Session.Status status = readStatus(in, kind);
    OperationLog log = readLog(in);
    Payload payload = Payload.of(Arrays.copyOfRange(bytes, in.limit(), bytes.length));
    return new Session(version, status, times, payload, log);
  }

  private static Session.Status readStatus(ByteBuffer in, byte kind) {
    return switch (kind) {
      case LIVE -> {
        int length = Byte.toUnsignedInt(in.get());
        yield new Session.Live(length == 0 ? null : new UserKey(readText(in, length)));
      }
      case ENDED -> new Session.Ended();
      case MOVED -> new Session.Moved(new StoreKey(readText(in, StoreKey.LENGTH)), readTime(in));
      default -> throw new IllegalArgumentException("status " + kind);
    };
  }

  private static OperationLog readLog(ByteBuffer in) {
    int size = in.get();
    if (size == 0) {
      return OperationLog.EMPTY;
    }
    List<OperationLog.Entry> entries = new ArrayList<>(Math.clamp(size, 0, OperationLog.CAPACITY));
    for (int i = 0; i < size; i++) {
      OperationId operation = new OperationId(in.getLong(), in.getLong());
      entries.add(new OperationLog.Entry(operation, new SessionVersion(in.getLong())));
    }
    return new OperationLog(entries);
  }

  private static Instant readTime(ByteBuffer in) {
    return Instant.ofEpochMilli(in.getLong());
  }

  private static String readText(ByteBuffer in, int length) {
    byte[] text = new byte[length];
    in.get(text);
    return new String(text, US_ASCII);
  }
}
