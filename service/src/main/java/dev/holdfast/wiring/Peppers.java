package dev.holdfast.wiring;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.holdfast.config.ConfigurationException;
import dev.holdfast.config.StoreSettings;
import dev.holdfast.session.KeyDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * Finds the pepper: in a file, in the environment, or new for a store that dies with the replica.
 */
final class Peppers {
  private static final String VARIABLE = "HOLDFAST_STORE_PEPPER";
  private static final int BYTES = 32;

  private Peppers() {}

  static KeyDigest digest(StoreSettings store, @Nullable String environment) {
    if (store.pepperFile() != null) {
      return new KeyDigest(read(store.pepperFile()));
    }
    if (environment != null) {
      return new KeyDigest(environment.getBytes(UTF_8));
    }
    if (store.type() == StoreSettings.Type.MEMORY) {
      byte[] pepper = new byte[BYTES];
      new SecureRandom().nextBytes(pepper);
      return new KeyDigest(pepper);
    }
    throw new ConfigurationException(
        "no pepper (expected: holdfast.store.pepper-file or "
            + VARIABLE
            + ", because this store outlives the replica; another pepper logs everybody out)");
  }

  static @Nullable String fromEnvironment() {
    return System.getenv(VARIABLE);
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new ConfigurationException(
          "holdfast.store.pepper-file: " + file + " (expected: a readable file)");
    }
  }
}
