package dev.holdfast.store.memcached;

import dev.holdfast.lab.history.SessionCall;
import dev.holdfast.lab.history.SessionCall.Result;
import dev.holdfast.session.Session;
import dev.holdfast.session.SessionVersion;
import dev.holdfast.store.RecordCodec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who made the versions of one schedule: its clients, or repairs that had to choose. */
final class MadeVersions {
  private final Set<Long> made = new HashSet<>();
  private final Set<Long> denied = new HashSet<>();
  private final Set<Long> chosen = new HashSet<>();

  /** Notes one that a client is to write. */
  void made(SessionVersion version) {
    made.add(version.value());
  }

  /** Notes one that was said to have had no effect. */
  void denied(SessionVersion version) {
    denied.add(version.value());
  }

  /** Notes what a node stores: a version that no client made comes from a repair that chose. */
  void stored(StoredItem item) {
    Session session = RecordCodec.decode(item.value());
    if (session != null && !made.contains(session.version().value())) {
      chosen.add(session.version().value());
    }
  }

  /** Returns how many versions repairs made: settlements and tombstones of lost payloads. */
  int chosen() {
    return chosen.size();
  }

  /** Returns how many calls showed a write that was said to have had no effect. */
  long deniedButShown(List<SessionCall> calls) {
    return calls.stream()
        .filter(call -> call.result() == Result.FOUND || call.result() == Result.ENDED)
        .filter(call -> denied.contains(call.version()))
        .count();
  }
}
