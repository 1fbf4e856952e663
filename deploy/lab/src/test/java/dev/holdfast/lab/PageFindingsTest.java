package dev.holdfast.lab;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PageFindingsTest {
  @Test
  void refusedPagesAreGoodOnlyWhereAPageMaySayNo() {
    PageFindings refused = findings(3, 0, 0);

    assertTrue(refused.isGood(true));
    assertFalse(refused.isGood(false));
  }

  @Test
  void failedPageIsNeverGood() {
    assertFalse(findings(0, 1, 0).isGood(true));
  }

  @Test
  void logOutIsNeverGood() {
    assertFalse(findings(0, 0, 1).isGood(true));
  }

  private static PageFindings findings(long refused, long failed, long lostSessions) {
    return new PageFindings(10, refused, failed, lostSessions, 0, 0, 1, 1, List.of());
  }
}
