package dev.holdfast.lab.soak;

import java.util.Collection;
import java.util.List;

/** The text of {@code /proc/<pid>/net/tcp} or {@code tcp6}: a header, then a line a socket. */
final class SocketTable {
  private static final int OTHER_END = 2;
  private static final int INODE = 9;

  private SocketTable() {}

  /** The inodes of the sockets, in whatever state, whose other end has one of the ports. */
  static List<String> inodesTo(Collection<Integer> ports, List<String> lines) {
    return lines.stream()
        .skip(1)
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> ports.contains(port(fields[OTHER_END])))
        .map(fields -> fields[INODE])
        .toList();
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
  }
}
