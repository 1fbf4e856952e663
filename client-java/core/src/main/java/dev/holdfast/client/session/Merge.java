package dev.holdfast.client.session;

import dev.holdfast.client.attribute.Envelope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts the changes of this request on top of what another one saved: three ways, by attribute. */
final class Merge {
  private final Attributes attributes;
  private final ClashPolicy clashes;
  private final SessionObserver observer;

  Merge(Attributes attributes, ClashPolicy clashes, SessionObserver observer) {
    this.attributes = attributes;
    this.clashes = clashes;
    this.observer = observer;
  }

  /**
   * Returns the changes to save on top of theirs.
   *
   * @param base what the own changes began with
   * @throws SessionConflictException when the policy refuses a clash
   */
  Map<String, Optional<Envelope>> onto(
      Map<String, Envelope> base,
      Map<String, Optional<Envelope>> own,
      Map<String, Envelope> theirs) {
    Map<String, Optional<Envelope>> merged = new LinkedHashMap<>();
    own.forEach(
        (name, change) -> {
          Envelope before = base.get(name);
          Envelope now = theirs.get(name);
          boolean clash = !Objects.equals(before, now) && !Objects.equals(change.orElse(null), now);
          merged.put(name, clash ? resolve(name, before, change, now) : change);
        });
    return merged;
  }

  static Map<String, Envelope> apply(
      Map<String, Envelope> base, Map<String, Optional<Envelope>> changes) {
    Map<String, Envelope> result = new LinkedHashMap<>(base);
    changes.forEach(
        (name, change) ->
            change.ifPresentOrElse(bytes -> result.put(name, bytes), () -> result.remove(name)));
    return result;
  }

  private Optional<Envelope> resolve(
      String name, @Nullable Envelope base, Optional<Envelope> own, @Nullable Envelope theirs) {
    observer.clash(name);
    Object resolved =
        clashes.resolve(new AttributeClash(attributes, name, base, own.orElse(null), theirs));
    return resolved == null ? Optional.empty() : Optional.of(attributes.encode(name, resolved));
  }
}
