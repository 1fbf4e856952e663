package dev.holdfast.lab.pool;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** What is done to a pool while writers are at it. */
public interface PoolCourse {
  /** Returns for how long nothing is done at first. */
  Duration quiet();

  /** Does everything, and returns when the length of the plan has passed. */
  List<Band> carryOut(Stopwatch time) throws IOException, InterruptedException;
}
