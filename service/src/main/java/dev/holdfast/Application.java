package dev.holdfast;

import dev.holdfast.config.ConfigurationException;
import dev.holdfast.config.ConfigurationFile;
import dev.holdfast.config.ListenerSettings;
import dev.holdfast.config.ServiceSettings;
import dev.holdfast.maintenance.CommandLine;
import dev.holdfast.session.InvalidInputException;
import dev.holdfast.wiring.HoldfastServer;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts one replica: {@code java -jar holdfast-service.jar [--config file.yml]}; or, where the
 * arguments begin with one, runs a {@linkplain CommandLine command}.
 */
public final class Application {
  private static final Logger LOG = LoggerFactory.getLogger(Application.class);
  private static final int BAD_CONFIGURATION = 78;

  private Application() {}

  /** Runs until the process is told to stop; ends with 78 for a configuration it cannot use. */
  public static void main(String[] arguments) throws InterruptedException {
    if (CommandLine.isCommand(arguments)) {
      System.exit(MaintenanceCommand.run(arguments));
    }
    HoldfastServer server;
    try {
      ConfigurationFile file = configurationFile(arguments);
      ServiceSettings settings = file.read();
      server = HoldfastServer.start(settings, file, Clock.tickMillis(ZoneOffset.UTC));
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

  private static ConfigurationFile configurationFile(String[] arguments) {
    if (arguments.length == 0) {
      return ConfigurationFile.NONE;
    }
    if (arguments.length == 2 && arguments[0].equals("--config")) {
      return new ConfigurationFile(Path.of(arguments[1]));
    }
    throw new ConfigurationException(
        String.join(" ", arguments) + " (expected: nothing, --config <file.yml>, or a command)");
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
