package dev.holdfast.store.memcached;

import java.util.concurrent.atomic.LongAdder;

/**
 * Counts the keys that a repair had to decide, because no rule did.
 *
 * @param settled keys where one of two records was chosen
 * @param lost keys whose payload was nowhere
 */
record Verdicts(LongAdder settled, LongAdder lost) {
  Verdicts() {
    this(new LongAdder(), new LongAdder());
  }

  void count(Repaired repaired) {
    switch (repaired) {
      case SETTLED -> settled.increment();
      case LOST -> lost.increment();
      case SOUND, SILENT -> {}
    }
  }
}
