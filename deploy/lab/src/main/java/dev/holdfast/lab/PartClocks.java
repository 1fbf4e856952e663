package dev.holdfast.lab;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The processor time of the parts that serve a page. */
final class PartClocks {
  private final Map<String, ProcessCpu> parts = new LinkedHashMap<>();

  /**
   * Takes parts.
   *
   * @param parts each {@code <name>=<process group>}
   */
  static PartClocks of(List<String> parts) {
    var clocks = new PartClocks();
    for (String part : parts) {
      String[] pair = part.split("=", 2);
      clocks.parts.put(pair[0], new ProcessCpu(Long.parseLong(pair[1])));
    }
    return clocks;
  }

  /** Returns these clocks and that of one more part. */
  PartClocks with(String name, long group) {
    var clocks = new PartClocks();
    clocks.parts.putAll(parts);
    clocks.parts.put(name, new ProcessCpu(group));
    return clocks;
  }

  Set<String> names() {
    return parts.keySet();
  }

  /** Returns what each has used so far, in microseconds. */
  Map<String, Long> micros() throws MeasurementException {
    Map<String, Long> micros = new LinkedHashMap<>();
    for (Map.Entry<String, ProcessCpu> part : parts.entrySet()) {
      micros.put(part.getKey(), part.getValue().micros());
    }
    return micros;
  }
}
