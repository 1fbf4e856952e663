package dev.holdfast.lab;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Prints the outcome of a run, one {@code name=value} a line.
 *
 * @param verdict the counts
 * @param histories what the users saw
 * @param length how long they clicked
 */
record FaultReport(Verdict verdict, List<UserHistory> histories, Duration length) {
  private static final int SHOWN_FAILURES = 10;

  void print(PrintStream out) {
    var latencies = new Latencies(histories);
    failures().limit(SHOWN_FAILURES).forEach(reason -> out.println("failure: " + reason));
    out.println("pages_by_app_server=" + counts(Answer.Page::appServer));
    out.println("pages_by_replica=" + counts(Answer.Page::replica));
    out.printf("seconds=%.1f%n", length.toMillis() / 1e3);
    out.println("pages=" + verdict.pages());
    out.println("failed=" + verdict.failed());
    out.println("cut=" + verdict.cut());
    out.println("lost_sessions=" + verdict.lostSessions());
    out.println("lost_updates=" + verdict.lostUpdates());
    out.println("counted_twice=" + verdict.countedTwice());
    out.printf("p50_ms=%.1f%n", latencies.millisAt(0.5));
    out.printf("p99_ms=%.1f%n", latencies.millisAt(0.99));
    out.printf("worst_ms=%.1f%n", latencies.millisAt(1));
  }

  private Stream<Answer> answers() {
    return histories.stream()
        .flatMap(
            history ->
                Stream.concat(
                    history.clicks().stream().map(Click::answer), Stream.of(history.finalLook())));
  }

  private Stream<String> failures() {
    return answers()
        .mapMulti(
            (answer, sink) -> {
              switch (answer) {
                case Answer.Failure(String reason) -> sink.accept(reason);
                case Answer.Refusal(String reason) -> sink.accept(reason);
                case Answer.Cut(String reason) -> sink.accept(reason);
                case Answer.Page _, Answer.Plain _ -> {}
              }
            });
  }

  private String counts(Function<Answer.Page, String> name) {
    return answers()
        .filter(Answer.Page.class::isInstance)
        .map(Answer.Page.class::cast)
        .collect(Collectors.groupingBy(name, TreeMap::new, Collectors.counting()))
        .toString();
  }
}
