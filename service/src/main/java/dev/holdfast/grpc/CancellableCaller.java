package dev.holdfast.grpc;

import dev.holdfast.session.Caller;
import io.grpc.Context;

/**
 * The client of one call: it hangs up by cancelling, by its deadline, or with its connection.
 *
 * @param call what is cancelled then
 */
record CancellableCaller(Context call) implements Caller {
  @Override
  public boolean isGone() {
    return call.isCancelled();
  }

  @Override
  public Hook onGone(Runnable action) {
    Context.CancellationListener listener = _ -> action.run();
    call.addListener(listener, Runnable::run);
    return () -> call.removeListener(listener);
  }
}
