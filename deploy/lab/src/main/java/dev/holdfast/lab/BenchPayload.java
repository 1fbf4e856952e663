package dev.holdfast.lab;

import java.util.Random;

/** The 2 KB that the benchmarks store and fetch: printable, the same on every run. */
final class BenchPayload {
  static final int BYTES = 2048;

  private BenchPayload() {}

  static byte[] bytes() {
    var random = new Random(7);
    byte[] bytes = new byte[BYTES];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) ('a' + random.nextInt(26));
    }
    return bytes;
  }
}
