package dev.holdfast.client.attribute;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.client.Payload;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The payload of a session with attributes: the bytes {@code 48 46 01} and a count, then for each
 * attribute its name, the id of its codec and its bytes. Names and ids are UTF-8; each of the three
 * follows its length. Numbers are 32 bits, most significant first.
 */
public final class EnvelopeFormat {
  private static final byte[] MARK = {'H', 'F', 1};

  private EnvelopeFormat() {}

  /** Returns the payload of attributes, in their order. */
  public static Payload write(Map<String, Envelope> attributes) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(MARK);
      out.writeInt(attributes.size());
      for (Map.Entry<String, Envelope> each : attributes.entrySet()) {
        writeBytes(out, each.getKey().getBytes(UTF_8));
        writeBytes(out, each.getValue().codec().getBytes(UTF_8));
        writeBytes(out, each.getValue().bytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail so", e);
    }
    return Payload.of(bytes.toByteArray());
  }

  /**
   * Returns the attributes of a payload, still encoded.
   *
   * @throws AttributeException when the payload is of another format
   */
  public static Map<String, Envelope> read(Payload payload) throws AttributeException {
    Map<String, Envelope> attributes = new LinkedHashMap<>();
    if (payload.size() == 0) {
      return attributes;
    }
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload.bytes()))) {
      for (byte each : MARK) {
        if (in.readByte() != each) {
          throw foreign(payload);
        }
      }
      for (int left = in.readInt(); left > 0; left--) {
        String name = new String(readBytes(in), UTF_8);
        String codec = new String(readBytes(in), UTF_8);
        attributes.put(name, new Envelope(codec, readBytes(in)));
      }
      if (in.available() > 0) {
        throw foreign(payload);
      }
      return attributes;
    } catch (IOException e) {
      throw foreign(payload);
    }
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > in.available()) {
      throw new IOException("length " + length);
    }
    return in.readNBytes(length);
  }

  private static AttributeException foreign(Payload payload) {
    return new AttributeException(
        "payload of %d bytes (expected: attributes of this client, format 1)"
            .formatted(payload.size()),
        null);
  }
}
