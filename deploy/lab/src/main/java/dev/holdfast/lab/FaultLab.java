package dev.holdfast.lab;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Fifty users click through NGINX while parts die: {@code FaultLab <kind> <pages port> <dev>}. Ends
 * with code 0 only when no page failed, no session was lost and no update was lost.
 */
final class FaultLab {
  private static final int USERS = 50;

  private FaultLab() {}

  /** Runs one kind of fault, see {@link FaultPlan#named}. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    var plan = FaultPlan.named(args[0]);
    int port = Integer.parseInt(args[1]);
    System.out.printf("%d users click for at least %d s%n", USERS, plan.length().toSeconds());
    try (var crowd = Crowd.start(USERS, port)) {
      var run = new FaultRun(args[2]);
      run.carryOut(plan);
      var length = run.elapsed();
      List<UserHistory> histories = crowd.finish();
      var verdict = new HistoryChecker(run.kills()).check(histories);
      new FaultReport(verdict, histories, length).print(System.out);
      System.exit(verdict.isClean() ? 0 : 1);
    }
  }
}
