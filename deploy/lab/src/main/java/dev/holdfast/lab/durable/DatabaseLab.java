package dev.holdfast.lab.durable;

import dev.holdfast.lab.PageFindings;
import dev.holdfast.lab.PageLoad;
import dev.holdfast.lab.history.SessionCall.Result;
import dev.holdfast.lab.pool.Parts;
import dev.holdfast.lab.pool.PoolRecord;
import dev.holdfast.lab.pool.PoolSummary;
import dev.holdfast.lab.pool.PoolVerdict;
import dev.holdfast.lab.pool.WriterRun;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;

/**
 * Users click and writers share sessions while the database, the pool and the replicas break, see
 * {@link DurableArguments}, with {@code <pages port> <policy> <seed> <database URL> <user>
 * <password file>}. Ends with code 0 only when no promise was broken, nobody was logged out, and no
 * page failed; where writes are rejected without the database, pages may say so meanwhile.
 */
public final class DatabaseLab {
  private static final int USERS = 20;
  private static final int DATABASE = 3;

  private final DurableArguments arguments;
  private final boolean rejects;

  private DatabaseLab(DurableArguments arguments) {
    this.arguments = arguments;
    this.rejects = arguments.own().get(1).equals("reject");
  }

  /** Breaks everything once. */
  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    PoolVerdict verdict = new DatabaseLab(DurableArguments.of(args)).run();
    System.exit(verdict.isGood() ? 0 : 1);
  }

  private PoolVerdict run() throws IOException, InterruptedException, ExecutionException {
    List<String> own = arguments.own();
    var random = new SplittableRandom(Long.parseLong(own.get(2)));
    var crew =
        new DatabaseCrew(
            DatabaseFaultPlan.over(arguments.length(), arguments.nodes(), random),
            new PartsAtOnce(new Parts(arguments.dev())),
            DurableArguments.door(own.subList(DATABASE, own.size())));
    try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        var pages = PageLoad.start(USERS, Integer.parseInt(own.getFirst()))) {
      PoolRecord record = new WriterRun(arguments.replicas(http)).of(crew);
      return verdict(record, pages.finish(crew.outages()));
    }
  }

  private PoolVerdict verdict(PoolRecord record, PageFindings pages) throws IOException {
    Map<String, String> figures = new LinkedHashMap<>(PoolSummary.always(record));
    long absent = record.count(Result.ABSENT);
    figures.put("told_absent", Long.toString(absent));
    pages.addTo(figures);
    pages.examples().forEach(failure -> System.out.println("failure: " + failure));
    boolean good = record.isClean() && absent == 0 && pages.isGood(rejects);
    var verdict = new PoolVerdict("sessions with a database under faults", good, figures);
    verdict.publish(record, arguments.state().resolve("postgres-report.html"));
    return verdict;
  }
}
