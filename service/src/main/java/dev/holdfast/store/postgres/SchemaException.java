package dev.holdfast.store.postgres;

/** Thrown when the tables of the database are not those of this release: waiting is no use. */
final class SchemaException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  SchemaException(String message) {
    super(message);
  }
}
