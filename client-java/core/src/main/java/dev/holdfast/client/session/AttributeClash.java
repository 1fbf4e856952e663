package dev.holdfast.client.session;

import dev.holdfast.client.attribute.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * One attribute that two requests changed, each in its own way. Values are decoded when they are
 * asked for; a null stands for no attribute, and for one that cannot be decoded.
 */
public final class AttributeClash {
  private final Attributes attributes;
  private final String name;
  private final @Nullable Envelope base;
  private final @Nullable Envelope own;
  private final @Nullable Envelope theirs;

  AttributeClash(
      Attributes attributes,
      String name,
      @Nullable Envelope base,
      @Nullable Envelope own,
      @Nullable Envelope theirs) {
    this.attributes = attributes;
    this.name = name;
    this.base = base;
    this.own = own;
    this.theirs = theirs;
  }

  /** Returns the name of the attribute. */
  public String name() {
    return name;
  }

  /** Returns what both requests began with. */
  public @Nullable Object base() {
    return attributes.decode(name, base);
  }

  /** Returns what this request made of it. */
  public @Nullable Object own() {
    return attributes.decode(name, own);
  }

  /** Returns what the other request saved. */
  public @Nullable Object theirs() {
    return attributes.decode(name, theirs);
  }
}
