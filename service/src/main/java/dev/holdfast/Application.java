package dev.holdfast;

import dev.holdfast.config.ConfigurationException;
import dev.holdfast.config.ListenerSettings;
import dev.holdfast.config.ServiceSettings;
import dev.holdfast.session.InvalidInputException;
import dev.holdfast.wiring.HoldfastServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** Starts one replica: {@code java -jar holdfast-service.jar [--config file.yml]}. */
public final class Application {
  private static final Logger LOG = LoggerFactory.getLogger(Application.class);
  private static final int BAD_CONFIGURATION = 78;

  private Application() {}

  /** Runs until the process is told to stop; ends with 78 for a configuration it cannot use. */
  public static void main(String[] arguments) throws InterruptedException {
    HoldfastServer server;
    try {
      ServiceSettings settings = ServiceSettings.read(document(arguments));
      server = HoldfastServer.start(settings, Clock.tickMillis(ZoneOffset.UTC));
      tell(settings.listeners());
    } catch (ConfigurationException | InvalidInputException e) {
      LOG.error("{}", e.getMessage());
      System.exit(BAD_CONFIGURATION);
      return;
    } catch (RuntimeException e) {
      LOG.error("the replica cannot start: {}", StartFailure.reason(e));
      LOG.debug("the cause", e);
      System.exit(1);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(server::drainAndClose, "drain"));
    server.awaitEnd();
  }

  private static Map<?, ?> document(String[] arguments) {
    Path file = configFile(arguments);
    if (file == null) {
      return Map.of();
    }
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

  private static @Nullable Path configFile(String[] arguments) {
    if (arguments.length == 0) {
      return null;
    }
    if (arguments.length == 2 && arguments[0].equals("--config")) {
      return Path.of(arguments[1]);
    }
    throw new ConfigurationException(
        String.join(" ", arguments) + " (expected: nothing, or --config <file.yml>)");
  }

  private static void tell(ServiceSettings.Listeners listeners) {
    LOG.info(
        "ready: REST {}, gRPC {}, operations {}",
        address(listeners.rest()),
        address(listeners.grpc()),
        address(listeners.operations()));
  }

  private static String address(ListenerSettings listener) {
    return listener.host()
        + ":"
        + listener.port()
        + (listener.isLoopback() ? " (loopback only)" : "");
  }
}
