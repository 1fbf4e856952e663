package dev.holdfast.lab.durable;

import dev.holdfast.lab.TimeSpan;
import dev.holdfast.lab.durable.DatabaseFault.Action;
import dev.holdfast.lab.pool.Band;
import dev.holdfast.lab.pool.PoolCourse;
import dev.holdfast.lab.pool.Stopwatch;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Carries out a plan, and notes when things really broke and mended. */
final class DatabaseCrew implements PoolCourse {
  /** A replica looks for its database every second, and connects within another one. */
  private static final Duration RECOVERY = Duration.ofSeconds(3);

  private final DatabaseFaultPlan plan;
  private final PartsAtOnce parts;
  private final DatabaseDoor database;
  private final List<TimeSpan> outages = new ArrayList<>();

  DatabaseCrew(DatabaseFaultPlan plan, PartsAtOnce parts, DatabaseDoor database) {
    this.plan = plan;
    this.parts = parts;
    this.database = database;
  }

  @Override
  public Duration quiet() {
    return plan.quiet();
  }

  @Override
  public List<Band> carryOut(Stopwatch time) throws IOException, InterruptedException {
    List<Band> bands = new ArrayList<>();
    for (DatabaseFault fault : plan.faults()) {
      TimeSpan span = time.carryOut(fault.name(), fault.steps(), this::carryOut);
      bands.add(new Band(fault.name(), false, span.fromNanos(), span.toNanos()));
      if (fault.stopsWrites()) {
        outages.add(new TimeSpan(span.fromNanos(), span.toNanos() + RECOVERY.toNanos()));
      }
    }
    time.waitUntil(plan.length());
    return bands;
  }

  private void carryOut(Action action) throws IOException, InterruptedException {
    switch (action) {
      case Action.Command(String verb, List<String> names) -> parts.command(verb, names);
      case Action.CutConnections() -> {
        try {
          database.cutConnections();
        } catch (SQLException e) {
          throw new IOException("the connections to the database could not be cut", e);
        }
      }
    }
  }

  /** Returns when the database could not commit, the time after that to find it again included. */
  List<TimeSpan> outages() {
    return List.copyOf(outages);
  }
}
