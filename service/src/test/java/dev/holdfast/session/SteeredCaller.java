package dev.holdfast.session;

import java.util.ArrayList;
import java.util.List;

/** A caller that hangs up when a test says so. */
final class SteeredCaller implements Caller {
  private final List<Runnable> actions = new ArrayList<>();
  private boolean gone;

  @Override
  public synchronized boolean isGone() {
    return gone;
  }

  @Override
  public synchronized Hook onGone(Runnable action) {
    leave(action);
    return () -> takeBack(action);
  }

  synchronized void leave(Runnable action) {
    if (gone) {
      action.run();
    } else {
      actions.add(action);
    }
  }

  private synchronized void takeBack(Runnable action) {
    actions.remove(action);
  }

  synchronized void hangUp() {
    gone = true;
    actions.forEach(Runnable::run);
  }
}
