package dev.holdfast.maintenance;

/** Says what is wrong with the arguments of a command. */
public final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}
