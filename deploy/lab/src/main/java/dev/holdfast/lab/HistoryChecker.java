package dev.holdfast.lab;

import java.util.List;

/** Judges what users saw against what a session promises. */
final class HistoryChecker {
  private final List<TimeSpan> kills;

  /**
   * A checker for one run.
   *
   * @param kills when servers were killed; only then may an answer break off
   */
  HistoryChecker(List<TimeSpan> kills) {
    this.kills = List.copyOf(kills);
  }

  Verdict check(List<UserHistory> histories) {
    return histories.stream().map(this::check).reduce(Verdict.NOTHING, Verdict::plus);
  }

  private Verdict check(UserHistory history) {
    var watch = new SessionWatch();
    long pages = 0;
    long failed = 0;
    long cut = 0;
    for (Click click : history.clicks()) {
      switch (click.answer()) {
        case Answer.Page page -> {
          pages++;
          watch.acknowledge(page);
        }
        case Answer.Plain _ -> pages++;
        case Answer.Cut _ when isExcused(click) -> cut++;
        case Answer.Cut _, Answer.Failure _, Answer.Refusal _ -> failed++;
      }
    }
    switch (history.finalLook()) {
      case Answer.Page page -> watch.look(page);
      case Answer.Plain _ -> {}
      case Answer.Cut _, Answer.Failure _, Answer.Refusal _ -> failed++;
    }
    return new Verdict(
        pages, failed, cut, watch.lostSessions(), watch.lostUpdates(), watch.countedTwice());
  }

  private boolean isExcused(Click click) {
    return kills.stream().anyMatch(kill -> kill.fallsInto(click));
  }
}
