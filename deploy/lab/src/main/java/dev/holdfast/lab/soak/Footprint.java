package dev.holdfast.lab.soak;

/**
 * What a resting replica holds.
 *
 * @param threads of the operating system
 * @param connections sockets whose other end is a node
 * @param fds open file descriptors, sockets included
 * @param heapBytes what is in use after a full collection
 */
record Footprint(int threads, int connections, int fds, long heapBytes) {
  private static final double BYTES_PER_MB = 1024 * 1024;

  double heapMb() {
    return heapBytes / BYTES_PER_MB;
  }
}
