package dev.holdfast.lab.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.holdfast.lab.history.SessionCall;
import dev.holdfast.lab.history.SessionCall.Kind;
import dev.holdfast.lab.history.SessionCall.Result;
import dev.holdfast.lab.history.SessionHistoryChecker;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

final class PoolReportTest {
  private static final long SECOND = 1_000_000_000;
  private static final long VERSION = (1L << 23) + 1;

  @Test
  void htmlIsWellFormedAndShowsEveryFaultAndViolation() throws Exception {
    Document page = parse(report(lostSession()));

    assertEquals(2, countOfClass(page, "rect", "band"));
    assertEquals(1, countOfClass(page, "path", "mark"));
    assertEquals(4, page.getElementsByTagName("polyline").getLength());
    assertEquals(3, page.getElementsByTagName("table").getLength());
  }

  @Test
  void htmlIsWellFormedWhenThereIsNoCallAtAll() throws Exception {
    Document page = parse(report(List.of()));

    assertEquals(2, page.getElementsByTagName("table").getLength());
  }

  @Test
  void htmlNamesNoKeyAndNothingOutside() {
    String html = report(lostSession());

    assertFalse(html.contains("secret-key"));
    assertFalse(html.contains("http"));
    assertFalse(html.contains("src="));
  }

  @Test
  void storyTellsWhatCameBeforeTheViolation() {
    ViolationStory story = record(lostSession()).stories().getFirst();

    assertTrue(story.title().startsWith("at 3.030 s, key 0, client 1, NOT_LOST: "), story.title());
    assertEquals(
        List.of(
            "1.000000 to 1.002000 client 1 WRITE APPLIED version 1.000001 operation op",
            "3.000000 to 3.030000 client 1 READ ABSENT"),
        story.lines());
  }

  @Test
  void htmlEscapesWhatBandsAreCalled() {
    assertTrue(report(lostSession()).contains("a &lt;&amp;&gt; band"));
  }

  @Test
  void isCleanIsFalseWhenNothingWasCalled() {
    assertFalse(record(List.of()).isClean());
  }

  @Test
  void figuresTellQuietAndHungTimesApart() {
    var summary = PoolSummary.of(record(lostSession()));

    assertEquals("2.0", summary.get("quiet_p99_ms"));
    assertEquals("30.0", summary.get("hung_p99_ms"));
    assertEquals("24.0", summary.get("hung_limit_ms"));
    assertEquals("1", summary.get("lost"));
    assertEquals("30.0", summary.get("worst_ms"));
  }

  /** A create of 2 ms in the quiet period, and an absence after 30 ms while a node hangs. */
  private static List<SessionCall> lostSession() {
    return List.of(
        call(SECOND, 2_000_000, Kind.WRITE, Result.APPLIED, VERSION, "op"),
        call(3 * SECOND, 30_000_000, Kind.READ, Result.ABSENT, 0, ""));
  }

  private static SessionCall call(
      long begin, long length, Kind kind, Result result, long version, String operation) {
    return new SessionCall(
        "secret-key", 1, begin, begin + length, kind, result, 0, version, operation, "");
  }

  private static String report(List<SessionCall> calls) {
    PoolRecord record = record(calls);
    var verdict = new PoolVerdict("a test", record.isClean(), PoolSummary.of(record));
    return new PoolReport(verdict, record, new Markup()).html();
  }

  private static PoolRecord record(List<SessionCall> calls) {
    return new PoolRecord(
        calls,
        SessionHistoryChecker.violations(calls),
        List.of(
            new Band("hung", true, 3 * SECOND, 4 * SECOND),
            new Band("a <&> band", false, 5 * SECOND, 6 * SECOND)),
        0,
        2 * SECOND,
        8 * SECOND,
        0);
  }

  private static Document parse(String html)
      throws ParserConfigurationException, SAXException, IOException {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(html)));
  }

  private static long countOfClass(Document page, String element, String name) {
    var nodes = page.getElementsByTagName(element);
    long count = 0;
    for (int place = 0; place < nodes.getLength(); place++) {
      var attribute = nodes.item(place).getAttributes().getNamedItem("class");
      count += attribute != null && attribute.getNodeValue().equals(name) ? 1 : 0;
    }
    return count;
  }
}
