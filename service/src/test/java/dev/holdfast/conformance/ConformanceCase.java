package dev.holdfast.conformance;

import java.util.List;
import java.util.Set;

/**
 * One case.
 *
 * @param name what it is called, with its file
 * @param description what has failed when it fails
 * @param requires what a runner must be able to do
 * @param steps what happens
 */
record ConformanceCase(String name, String description, Set<String> requires, List<Step> steps) {
  /** The case is about HTTP itself. */
  static final String RAW_HTTP = "raw-http";

  /** The case sends input that a typed client cannot express. */
  static final String DELEGATED_ERRORS = "delegated-errors";

  /** The case is about a service with a database under its pool. */
  static final String DATABASE = "database";

  /** The case is about a service without one. */
  static final String NO_DATABASE = "no-database";
}
