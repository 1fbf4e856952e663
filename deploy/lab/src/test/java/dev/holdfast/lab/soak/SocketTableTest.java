package dev.holdfast.lab.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SocketTableTest {
  private static final List<String> LINES =
      List.of(
          "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid "
              + " timeout inode",
          "   0: 0100007F:2C93 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0 "
              + "       0 700 1 0000000000000000 100 0 0 10 0",
          "   1: 0100007F:C3A2 0100007F:2C93 01 00000000:00000000 00:00000000 00000000     0 "
              + "       0 701 1 0000000000000000 20 4 30 10 -1",
          "   2: 0100007F:C3A4 0100007F:2C94 08 00000000:00000000 00:00000000 00000000     0 "
              + "       0 702 1 0000000000000000 20 4 30 10 -1",
          "   3: 0000000000000000FFFF00000100007F:C3A6 0000000000000000FFFF00000100007F:1F90 01 "
              + "00000000:00000000 00:00000000 00000000     0        0 703 1 0 20 4 30 10 -1");

  @Test
  void inodesToFindsSocketsInAnyStateByTheOtherEnd() {
    assertEquals(List.of("701", "702"), SocketTable.inodesTo(Set.of(11411, 11412), LINES));
  }

  @Test
  void inodesToFindsMappedAddresses() {
    assertEquals(List.of("703"), SocketTable.inodesTo(Set.of(8080), LINES));
  }

  @Test
  void inodesToIsEmptyWhenOnlyTheNearEndHasThePort() {
    assertEquals(List.of(), SocketTable.inodesTo(Set.of(0xC3A2), LINES));
  }
}
