package dev.holdfast;

import dev.holdfast.config.ConfigurationException;
import dev.holdfast.config.ConfigurationFile;
import dev.holdfast.maintenance.CommandLine;
import dev.holdfast.maintenance.Maintenance;
import dev.holdfast.maintenance.UsageException;
import dev.holdfast.session.InvalidInputException;
import dev.holdfast.wiring.OpenWorkplace;
import java.time.Clock;
import java.time.ZoneOffset;

/** Runs a command in this process, which can be interrupted. */
final class MaintenanceCommand {
  private MaintenanceCommand() {}

  /** Returns the exit code. */
  static int run(String[] arguments) {
    Maintenance maintenance;
    try {
      CommandLine line = CommandLine.parse(arguments);
      var settings = new ConfigurationFile(line.config()).read();
      var workplace = new OpenWorkplace(settings.store(), Clock.tickMillis(ZoneOffset.UTC));
      maintenance = new Maintenance(line, workplace, streams());
    } catch (UsageException e) {
      System.err.println(e.getMessage() + System.lineSeparator() + CommandLine.USAGE);
      return Maintenance.BAD_USAGE;
    } catch (ConfigurationException | InvalidInputException e) {
      System.err.println(e.getMessage());
      return Maintenance.BAD_USAGE;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(maintenance::interrupt, "interrupt"));
    return maintenance.run();
  }

  @SuppressWarnings("SystemConsoleNull") // its documentation still says that it may be
  private static Maintenance.Streams streams() {
    var console = System.console();
    boolean terminal = console != null && console.isTerminal();
    return new Maintenance.Streams(System.out, System.err, terminal);
  }
}
