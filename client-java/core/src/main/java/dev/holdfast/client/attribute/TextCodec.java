package dev.holdfast.client.attribute;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Texts as UTF-8. */
public final class TextCodec implements AttributeCodec {
  @Override
  public String id() {
    return "text";
  }

  @Override
  public boolean encodes(Object value) {
    return value instanceof String text && PlainCheck.isWellFormed(text);
  }

  @Override
  public boolean isImmutable(Object value) {
    return true;
  }

  @Override
  public byte[] encode(Object value) {
    return ((String) value).getBytes(UTF_8);
  }

  @Override
  public Object decode(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
