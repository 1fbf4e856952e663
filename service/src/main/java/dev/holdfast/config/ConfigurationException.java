package dev.holdfast.config;

/**
 * Thrown for a setting that cannot be used. The message names the key, the value and the remedy.
 */
public final class ConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message key, value and what was expected, without secrets
   */
  public ConfigurationException(String message) {
    super(message, null, false, false);
  }
}
