package dev.holdfast.client.attribute;

import java.io.ObjectInputFilter;
import org.jspecify.annotations.Nullable;

/** The classes that patterns allow, and how much of them a stream may hold. */
final class AllowedClasses implements ObjectInputFilter {
  private static final long DEEPEST = 100;
  private static final long MOST_REFERENCES = 100_000;
  private static final long LONGEST_ARRAY = 1_000_000;

  private final ObjectInputFilter patterns;

  /** An answer is kept with its class: matching all patterns costs more than reading the object. */
  private final ClassValue<Status> answers =
      new ClassValue<>() {
        @Override
        protected Status computeValue(Class<?> type) {
          return patterns.checkInput(new ClassQuestion(type));
        }
      };

  /**
   * Takes patterns.
   *
   * @param patterns as of {@link ObjectInputFilter.Config#createFilter}, and nothing else
   * @throws IllegalArgumentException for a malformed one
   */
  AllowedClasses(String patterns) {
    this.patterns = ObjectInputFilter.Config.createFilter(patterns + ";!*");
  }

  boolean contains(Class<?> type) {
    return answers.get(type) != Status.REJECTED;
  }

  @Override
  public Status checkInput(FilterInfo info) {
    if (info.depth() > DEEPEST
        || info.references() > MOST_REFERENCES
        || info.arrayLength() > LONGEST_ARRAY) {
      return Status.REJECTED;
    }
    Class<?> type = info.serialClass();
    return type == null ? Status.UNDECIDED : answers.get(type);
  }

  /** What a filter is asked about a class by itself. */
  private record ClassQuestion(@Nullable Class<?> serialClass)
      implements ObjectInputFilter.FilterInfo {
    @Override
    public long arrayLength() {
      return -1;
    }

    @Override
    public long depth() {
      return 1;
    }

    @Override
    public long references() {
      return 1;
    }

    @Override
    public long streamBytes() {
      return 0;
    }
  }
}
