package dev.holdfast.client.attribute;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The codecs of an application: the first that takes a value writes it, its own one reads it. */
public final class AttributeCodecs {
  private final Map<String, AttributeCodec> codecs = new LinkedHashMap<>();

  private AttributeCodecs(List<AttributeCodec> inOrder) {
    for (AttributeCodec codec : inOrder) {
      if (codec.id().isEmpty() || codec.id().length() > 32) {
        throw new IllegalArgumentException(
            "codec id: " + codec.id() + " (expected: 1 to 32 characters)");
      }
      if (codecs.putIfAbsent(codec.id(), codec) != null) {
        throw new IllegalArgumentException("codec id: " + codec.id() + " (expected: only once)");
      }
    }
  }

  /** Returns codecs; the first that takes a value writes it. */
  public static AttributeCodecs of(AttributeCodec... inOrder) {
    return new AttributeCodecs(List.of(inOrder));
  }

  /**
   * Returns texts as UTF-8, numbers and plain collections of them in a form of this client, all
   * else as Java serialization.
   */
  public static AttributeCodecs standard(JavaSerialization serialization) {
    return of(new TextCodec(), new PlainCodec(), serialization);
  }

  /**
   * Returns the codec that writes a value.
   *
   * @throws AttributeException when none does
   */
  public AttributeCodec writing(Object value) throws AttributeException {
    for (AttributeCodec codec : codecs.values()) {
      if (codec.encodes(value)) {
        return codec;
      }
    }
    throw new AttributeException(
        "%s (expected: a class that one of the codecs %s takes)"
            .formatted(value.getClass().getName(), codecs.keySet()),
        null);
  }

  /**
   * Returns the codec of an envelope.
   *
   * @throws AttributeException when this application has none of this name
   */
  public AttributeCodec reading(String id) throws AttributeException {
    AttributeCodec codec = codecs.get(id);
    if (codec == null) {
      throw new AttributeException(
          "codec %s (expected: one of %s)".formatted(id, codecs.keySet()), null);
    }
    return codec;
  }

  /**
   * Returns the envelope of a value.
   *
   * @throws AttributeException when no codec can write it
   */
  public Envelope encode(Object value) throws AttributeException {
    AttributeCodec codec = writing(value);
    return new Envelope(codec.id(), codec.encode(value));
  }

  /**
   * Returns the value of an envelope.
   *
   * @throws AttributeException when its codec is not there, or cannot read it
   */
  public Object decode(Envelope envelope) throws AttributeException {
    return reading(envelope.codec()).decode(envelope.bytes());
  }
}
