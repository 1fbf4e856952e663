package dev.holdfast.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * The file that a process takes its settings from.
 *
 * @param path the YAML file, or null for a process that was started without one
 */
public record ConfigurationFile(@Nullable Path path) {
  /** No file: nothing is set. */
  public static final ConfigurationFile NONE = new ConfigurationFile(null);

  /**
   * Reads the settings as the file has them now.
   *
   * @throws ConfigurationException for a file that cannot be read, and a key or value in it that
   *     cannot be used
   */
  public ServiceSettings read() {
    return ServiceSettings.read(path == null ? Map.of() : document(path));
  }

  private static Map<?, ?> document(Path file) {
    try {
      Object document =
          new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
      if (document instanceof Map<?, ?> map) {
        return map;
      }
      throw new ConfigurationException(file + " (expected: a YAML mapping)");
    } catch (IOException _) {
      throw new ConfigurationException("--config " + file + " (expected: a readable file)");
    } catch (YAMLException e) {
      throw new ConfigurationException(file + ": " + e.getMessage());
    }
  }
}
