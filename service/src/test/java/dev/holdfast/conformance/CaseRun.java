package dev.holdfast.conformance;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Runs cases through one door. */
final class CaseRun {
  private final Transport transport;
  private final SteerableClock clock;

  /**
   * @param clock the service's own
   */
  CaseRun(Transport transport, SteerableClock clock) {
    this.transport = transport;
    this.clock = clock;
  }

  /** Returns what a case requires and the door cannot do. */
  Set<String> lacking(ConformanceCase each) {
    Set<String> lacking = new HashSet<>(each.requires());
    lacking.retainAll(transport.lacks());
    return lacking;
  }

  /**
   * Runs one case.
   *
   * @throws AssertionError with the case's description, for the first step that differs
   */
  void play(ConformanceCase each) {
    CaseValues values = new CaseValues();
    int number = 0;
    for (Step step : each.steps()) {
      number++;
      switch (step) {
        case Step.Advance(var by) -> clock.advance(by);
        case Step.Send send -> {
          List<String> differences = differences(send, values);
          if (!differences.isEmpty()) {
            throw new AssertionError(message(each, number, send, differences));
          }
        }
      }
    }
  }

  private List<String> differences(Step.Send step, CaseValues values) {
    Call call = CallReader.read(step, values);
    Instant before = clock.instant();
    Observed observed = transport.send(CallReader.caller(step.fields()), call);
    Moment moment = new Moment(before, clock.instant(), values, transport.statusMember());
    return step.expectation().check(observed, moment);
  }

  private static String message(
      ConformanceCase failed, int number, Step.Send step, List<String> differences) {
    return "%s (%s, step %d, %s)%n  %s"
        .formatted(
            failed.description(),
            failed.name(),
            number,
            step.kind().wireName(),
            String.join("\n  ", differences));
  }
}
