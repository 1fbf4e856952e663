package dev.holdfast.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The processor time of the parts that serve a page. */
final class PartClocks {
  private final Map<String, List<ProcessCpu>> parts = new LinkedHashMap<>();

  /**
   * Takes parts.
   *
   * @param parts each {@code <name>=<process group>}; those of one name are one part
   */
  static PartClocks of(List<String> parts) {
    var clocks = new PartClocks();
    for (String part : parts) {
      String[] pair = part.split("=", 2);
      clocks.add(pair[0], Long.parseLong(pair[1]));
    }
    return clocks;
  }

  /** Returns these clocks and that of one more part. */
  PartClocks with(String name, long group) {
    var clocks = new PartClocks();
    parts.forEach((part, groups) -> clocks.parts.put(part, new ArrayList<>(groups)));
    clocks.add(name, group);
    return clocks;
  }

  private void add(String name, long group) {
    parts.computeIfAbsent(name, _ -> new ArrayList<>()).add(new ProcessCpu(group));
  }

  Set<String> names() {
    return parts.keySet();
  }

  /** Returns what each has used so far, in microseconds. */
  Map<String, Long> micros() throws MeasurementException {
    Map<String, Long> micros = new LinkedHashMap<>();
    for (Map.Entry<String, List<ProcessCpu>> part : parts.entrySet()) {
      for (ProcessCpu group : part.getValue()) {
        micros.merge(part.getKey(), group.micros(), Long::sum);
      }
    }
    return micros;
  }
}
