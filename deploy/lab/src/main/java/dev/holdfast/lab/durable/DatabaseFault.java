package dev.holdfast.lab.durable;

import dev.holdfast.lab.pool.Step;
import java.util.List;

/**
 * A named period of a plan in which something is broken.
 *
 * @param name what, for people
 * @param stopsWrites true when the database cannot commit meanwhile
 * @param steps what is done, in order; each waits for those before it
 */
record DatabaseFault(String name, boolean stopsWrites, List<Step<DatabaseFault.Action>> steps) {
  /** One thing that is done. */
  sealed interface Action {
    /**
     * A command to parts, to all of them at once.
     *
     * @param verb as {@code ./dev part} has it
     */
    record Command(String verb, List<String> parts) implements Action {
      /** Copies the list. */
      public Command {
        parts = List.copyOf(parts);
      }
    }

    /** Ends all connections of replicas to the database. */
    record CutConnections() implements Action {}
  }

  DatabaseFault {
    steps = List.copyOf(steps);
  }
}
